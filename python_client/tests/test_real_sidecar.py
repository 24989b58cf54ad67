from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from snakepit_shm import Client

from .support.caller import Caller

if TYPE_CHECKING:
    from .support.real_sidecar import RealSidecar

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
