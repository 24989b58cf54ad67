from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import grpc
import pytest

from snakepit_shm import Client, ErrorCode, ShmError

from .support.caller import Caller
from .support.pair import Pair
from .support.real_sidecar import RealSidecar

if TYPE_CHECKING:
    from pathlib import Path

np = pytest.importorskip("numpy")


@pytest.mark.requirement("GP-13.1", "GP-13.2", "GP-5.1", "GP-5.2", "GP-5.3")
def test_a_tool_takes_and_returns_arrays_through_shared_memory(sidecar: RealSidecar) -> None:
    with Client.connect(sidecar.socket) as client:
        worker = sidecar.worker(client)
        with Caller(worker.socket, client, worker.session) as caller:
            values = np.arange(300_000, dtype="<f8").reshape(300, 1000)
            assert caller.call("total", values=values) == values.sum()
            request = caller.request("echo", {"value": values})
            assert request.shm.payloads[0].HasField("ref")
            response = caller.send(request)
            assert response.shm.payloads[0].HasField("ref")
            returned = caller.result(response)
            assert returned.dtype == values.dtype
            assert (returned == values).all()
            assert not returned.flags.writeable
            data = os.urandom(1_000_000)
            assert caller.call("digest", data=data) == hashlib.sha256(data).hexdigest()
            del returned
            assert all(ref for ref in caller.refs)


def test_a_warm_transfer_makes_no_broker_calls_and_releases_everything(sidecar: RealSidecar) -> None:
    with Client.connect(sidecar.socket) as client:
        worker = sidecar.worker(client)
        with Caller(worker.socket, client, worker.session) as caller:
            sizes = [1, 1023, 1024, 65_535, 65_536, 65_537, 1_000_003, 3_000_000]
            for size in sizes * 3:
                data = os.urandom(size)
                assert caller.call("digest", data=data) == hashlib.sha256(data).hexdigest()
                assert caller.call("echo", value=data) == data
            table = client._attachment.magazine()._table
            assert sum(table.outstanding(record) for record in range(table.records)) == 0


@pytest.mark.requirement("GP-13.4", "SM-2.3", "SM-11.2", "GP-11.3")
def test_a_worker_killed_in_a_call_takes_its_references_along_and_is_replaced(sidecar: RealSidecar) -> None:
    with Client.connect(sidecar.socket) as client:
        worker = sidecar.worker(client)
        with Caller(worker.socket, client, worker.session) as caller:
            kept = caller.call("zeros", transfer=2, count=500_000)
            caller.call("keep", value=bytes(300_000))
            with pytest.raises(grpc.RpcError):
                caller.send(caller.request("die", {}))
        again = sidecar.worker(client, other_than=worker.session)
        assert kept == bytes(500_000)
        with Caller(again.socket, client, again.session) as caller:
            assert caller.call("length", data=bytes(300_000)) == 300_000
            assert caller.call("zeros", transfer=2, count=500_000) == bytes(500_000)
        del kept


@pytest.mark.requirement("GP-6.3", "GP-11.4", "SM-8.3")
def test_a_killed_sidecar_leaves_views_readable_and_its_worker_answers_inline(
    sidecar: RealSidecar, shm_dir: Path
) -> None:
    with Client.connect(sidecar.socket) as client:
        worker = sidecar.worker(client)
        with Caller(worker.socket, client, worker.session) as caller:
            kept = caller.call("zeros", transfer=2, count=500_000)
            sidecar.process.kill()
            sidecar.process.wait()
            assert kept == bytes(500_000)
            caller.threshold = 10**12
            assert caller.call("length", data=bytes(200_000)) == 200_000
            with pytest.raises(ShmError) as caught:
                client._attachment.session(0.2)
            assert caught.value.code is ErrorCode.SIDECAR_UNAVAILABLE
            with RealSidecar.beside(sidecar):
                Pair.until(lambda: client._attachment.session(10).attached, timeout_s=10)
                with client.seal(b"new run") as sealed:
                    assert bytes(sealed.data) == b"new run"
                assert kept == bytes(500_000)
                del kept, sealed
                client.close()
