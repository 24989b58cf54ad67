"""How results travel back: addressed, built in place, fetched, settled, reported."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Any

import grpc
import pytest

from .support.caller import Caller
from .support.pair import Pair, outstanding

if TYPE_CHECKING:
    from snakepit_shm import Client

    from .support.fake_broker import FakeBroker
    from .support.in_process import InProcessWorker

np = pytest.importorskip("numpy")

SHM, INLINE = 2, 1


@pytest.mark.requirement("GP-13.2", "GP-5.2")
def test_large_results_are_addressed_to_the_caller_and_their_region_is_used_again(
    caller: Caller, broker: FakeBroker, worker: InProcessWorker, client: Client
) -> None:
    regions = set()
    for _ in range(10):
        response = caller.send(caller.request("zeros", {"count": 100_000}))
        ref = response.shm.payloads[0].ref
        regions.add(ref.region)
        assert response.shm.worker == worker.id == ref.owner
        result = caller.result(response)
        assert result == bytes(100_000)
        del result
    assert len(regions) <= 2
    assert outstanding(broker, worker.id) == 0
    inline = caller.send(caller.request("zeros", {"count": 50_000}))
    assert inline.shm.payloads[0].WhichOneof("body") == "inline"


def test_a_caller_without_a_session_gets_everything_inline(worker: InProcessWorker) -> None:
    with Caller(worker.socket) as stranger:
        response = stranger.send(stranger.request("zeros", {"count": 100_000}, SHM))
        assert response.shm.payloads[0].WhichOneof("body") == "inline"


@pytest.mark.requirement("GP-13.2")
def test_a_result_built_in_place_is_not_copied(
    caller: Caller, worker: InProcessWorker, broker: FakeBroker
) -> None:
    response = caller.send(caller.request("ramp", {"count": 1000}))
    refs = [payload.ref for payload in response.shm.payloads]
    assert [(ref.offset, ref.length) for ref in refs] == [(0, 4000), (2000, 2000)]
    assert len({ref.region for ref in refs}) == 1
    result = caller.result(response)
    assert result["ramp"].tolist() == list(range(1000))
    assert result["tail"].tolist() == list(range(500, 1000))
    report = wait_reports(worker)[-1]
    assert {payload.reason for payload in report.payloads} == {4}
    inline = caller.call("ramp", INLINE, count=10)
    assert inline["tail"].tolist() == [5, 6, 7, 8, 9]
    del result
    gc.collect()
    assert outstanding(broker, worker.id) == 0


@pytest.mark.requirement("GP-6.1", "GP-6.3", "PO-8.2", "GP-14.4")
@pytest.mark.parametrize("code", ["NO_SPACE", "LIMIT_EXCEEDED", "INTERNAL"])
def test_a_result_goes_inline_when_no_region_is_to_be_had(
    caller: Caller, broker: FakeBroker, worker: InProcessWorker, code: str
) -> None:
    broker.refuse["Lease"] = code
    assert caller.call("zeros", count=100_000) == bytes(100_000)
    payload = wait_reports(worker)[-1].payloads[-1]
    assert (payload.method, payload.reason, payload.detail) == (1, 8, code)


@pytest.mark.requirement("GP-12.1", "GP-12.2", "GP-12.5")
def test_a_report_continues_the_trace_and_has_stages_and_payloads(
    caller: Caller, worker: InProcessWorker
) -> None:
    parent = ("traceparent", f"00-{'ab' * 16}-{'cd' * 8}-01")
    caller.send(caller.request("echo", {"value": bytes(200_000)}), metadata=(parent,))
    report = wait_reports(worker)[-1]
    assert (report.trace_id.hex(), report.parent_span_id.hex()) == ("ab" * 16, "cd" * 8)
    assert (len(report.span_id), report.tool, report.worker, report.role) == (8, "echo", "w0", 2)
    assert [stage.name for stage in report.stages] == ["open", "tool", "result", "release"]
    assert sum(stage.duration_ns for stage in report.stages) == report.duration_ns
    assert [(p.direction, p.method, p.bytes) for p in report.payloads] == [(1, 2, 200_000), (2, 2, 200_000)]
    assert abs(report.started_at_ns - time.time_ns()) < 60e9
    caller.error("fail")
    assert wait_reports(worker, 2)[-1].error_code == "TOOL_FAILED"


def wait_reports(worker: InProcessWorker, count: int = 1) -> list[Any]:
    found: list[Any] = []

    def enough() -> bool:
        found[:] = [report for batch in worker.seen.frames("reports") for report in batch.reports]
        return len(found) >= count

    Pair.until(enough)
    return found


def test_fetch_gives_the_bytes_and_the_region_is_never_used_again(
    caller: Caller, worker: InProcessWorker, client: Client, broker: FakeBroker
) -> None:
    ref = caller.send(caller.request("zeros", {"count": 100_000})).shm.payloads[0].ref
    with pytest.raises(grpc.RpcError) as caught:
        caller.fetch(ref, client.session + 1)
    failed: Any = caught.value
    assert dict(failed.trailing_metadata())["snakepit-error-code"] == "NOT_ADDRESSED"
    assert caller.fetch(ref, client.session) == bytes(100_000)
    Pair.until(lambda: ref.lease not in broker.leases)
    with pytest.raises(grpc.RpcError):
        caller.fetch(ref, client.session)
    regions = {
        caller.send(caller.request("zeros", {"count": 100_000})).shm.payloads[0].ref.region for _ in range(5)
    }
    assert ref.region not in regions


def test_a_result_whose_caller_gave_up_is_settled(
    caller: Caller, worker: InProcessWorker, broker: FakeBroker, client: Client
) -> None:
    request = caller.request("slow_zeros", {"count": 100_000})
    with pytest.raises(grpc.RpcError) as caught:
        caller.send(request, timeout=0.1)
    assert caught.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    settle = worker.seen.wait_frame("settle")
    assert (settle.reader, settle.owner) == (client.session, worker.id)
    Pair.until(lambda: outstanding(broker, worker.id) == 0)
