from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import grpc
import pytest

from snakepit_shm import Client, ErrorCode
from snakepit_shm import _layout as layout
from snakepit_shm._proto import bridge

from .support.caller import Caller
from .support.in_process import InProcessWorker
from .support.pair import Pair, outstanding

if TYPE_CHECKING:
    from .support.fake_broker import FakeBroker

np = pytest.importorskip("numpy")

INLINE, SHM = 1, 2


VALUES = [
    b"raw" * 10,
    b"raw" * 100_000,
    np.arange(50_000, dtype=">f8").reshape(5, -1),
    np.array(3),
    {"nested": [np.zeros((2, 0)), b"x" * 5000, {"y": np.arange(100_000)}], "n": None},
]


@pytest.mark.requirement("GP-2.2", "GP-2.4", "GP-13.1", "GP-13.5", "GP-14.1")
@pytest.mark.parametrize("transfer", [0, INLINE, SHM], ids=["auto", "inline", "shm"])
@pytest.mark.parametrize("threshold", [1, 10**12], ids=["refs", "no refs"])
@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_the_same_whichever_way_they_travel(
    caller: Caller, value: Any, transfer: int, threshold: int
) -> None:
    caller.threshold = threshold
    received = caller.call("echo", transfer, value=value)
    assert caller.call("describe", value=value) == caller.call("describe", value=received)
    np.testing.assert_equal(plain(received), plain(value))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return bytes(value) if isinstance(value, memoryview) else value


def test_arguments_are_read_only_whichever_way_they_came(caller: Caller) -> None:
    for caller.threshold in (1, 10**12):
        assert caller.call("describe", value=np.zeros(500)) == "ndarray writeable=False readonly=None"
        assert caller.call("describe", value=bytes(5000)) == "memoryview writeable=None readonly=True"
        assert caller.call("describe", value=b"small") == "memoryview writeable=None readonly=True"


@pytest.mark.requirement("GP-5.3", "SM-11.1")
def test_arguments_are_released_before_the_reply(caller: Caller, broker: FakeBroker, client: Client) -> None:
    for tool in ("length", "fail", "later"):
        name = "value" if tool == "later" else "data"
        request = caller.request(tool, {name: bytes(100_000)}, INLINE)
        caller.send(request)
        assert outstanding(broker, client.session) == 0, tool
    caller.error("fail", data=[bytes(100_000), bytes(3000)])
    assert outstanding(broker, client.session) == 0


def test_an_argument_that_the_tool_keeps_is_released_when_it_lets_go(
    caller: Caller, broker: FakeBroker, client: Client
) -> None:
    caller.call("keep", value=bytes(100_000))
    assert outstanding(broker, client.session) == 1
    caller.call("drop")
    assert outstanding(broker, client.session) == 0


@pytest.mark.requirement("GP-13.3", "GP-2.3", "GP-12.3")
def test_an_exception_comes_back_with_class_message_and_traceback(caller: Caller) -> None:
    for caller.threshold in (1, 10**12):
        error = caller.error("fail", data=bytes(100_000))
        assert (error.code, error.exception, error.message) == (
            "TOOL_FAILED",
            "LookupError",
            "nothing was found",
        )
        assert error.tool_started
        assert error.traceback.startswith("Traceback (most recent call last):\n  File ")
        assert "_call.py" not in error.traceback
        assert error.traceback.endswith("LookupError: nothing was found\n")


@pytest.mark.parametrize(
    ("tool", "arguments", "code", "started"),
    [
        ("nope", {}, "TOOL_NOT_FOUND", False),
        ("length", {"wrong": 1}, "INVALID_ARGUMENT", False),
        ("length", {"data": 7}, "TOOL_FAILED", True),
        ("unsendable", {}, "INVALID_ARGUMENT", True),
        ("leave", {}, "TOOL_FAILED", True),
    ],
)
def test_failures_have_their_codes(
    caller: Caller, tool: str, arguments: dict[str, Any], code: str, started: bool
) -> None:
    error = caller.error(tool, **arguments)
    assert (error.code, error.tool_started) == (code, started)
    if tool == "nope":
        assert "describe, die, digest, drop, echo" in error.message
    if tool == "unsendable":
        assert error.message.startswith("result['deep'][1]: a value of type builtins.object")


@pytest.mark.requirement("GP-4.4")
def test_a_refused_ref_keeps_the_tool_from_running_and_the_call_works_inline(
    caller: Caller, broker: FakeBroker, client: Client, worker: InProcessWorker
) -> None:
    caller.request("keep", {"value": bytes(100_000)})  # made, and never sent
    request = caller.request("length", {"data": bytes(100_000)})
    request.shm.payloads[0].ref.seal = bytes(32)
    response = caller.send(request)
    assert not response.success
    assert (response.shm.error.code, response.shm.error.tool_started) == ("SEAL_INVALID", False)
    client.settle(caller.refs[-1], to=worker.id)
    client.settle(caller.refs[-2], to=worker.id)
    caller.threshold = 10**12
    assert caller.call("length", data=bytes(100_000)) == 100_000
    Pair.until(lambda: outstanding(broker, client.session) == 0)


@pytest.mark.requirement("SM-6.2")
def test_a_region_written_under_a_running_tool_fails_the_call(
    caller: Caller, broker: FakeBroker, client: Client
) -> None:
    request = caller.request("slow_echo", {"value": bytes(2000)})
    record = request.shm.payloads[0].ref.record
    response: list[Any] = []
    thread = threading.Thread(target=lambda: response.append(caller.send(request)))
    thread.start()
    time.sleep(0.2)
    broker.sessions[client.session].table.words[layout.record_word(record) + layout.GENERATION] += 1
    thread.join()
    assert (response[0].shm.error.code, response[0].shm.error.tool_started) == ("STALE_GENERATION", True)


@pytest.mark.requirement("GP-3.2", "GP-1.4", "GP-11.1")
def test_an_old_client_is_served_in_the_published_fields(caller: Caller, worker: InProcessWorker) -> None:
    request = bridge.ExecuteToolRequest(tool_name="length")
    request.binary_parameters["data"] = b"\x00\xff" * 3
    response = caller.send(request)
    assert (response.success, json.loads(response.result.value)) == (True, 6)
    assert not response.HasField("shm")
    request = bridge.ExecuteToolRequest(tool_name="echo")
    request.parameters["value"].value = b'{"a": [1, 2.5, null, "x"]}'
    assert json.loads(caller.send(request).result.value) == {"a": [1, 2.5, None, "x"]}
    request.tool_name, request.binary_parameters["value"] = "echo", b"raw"
    assert caller.send(request).binary_result == b"raw"
    request = bridge.ExecuteToolRequest(tool_name="fail")
    response = caller.send(request)
    assert (response.success, response.error_message) == (False, "LookupError: nothing was found")
    request = bridge.ExecuteToolRequest(tool_name="echo")
    request.parameters["value"].value = b"{"
    assert caller.send(request).error_message.startswith("INVALID_ARGUMENT: parameter 'value' is not JSON")


def test_the_other_rpcs_answer(caller: Caller) -> None:
    assert caller.rpc("Ping", bridge.PingRequest(message="hi"), bridge.PingResponse).message == "hi"
    opened = caller.rpc(
        "InitializeSession", bridge.InitializeSessionRequest(session_id="s"), bridge.InitializeSessionResponse
    )
    assert opened.available_tools["length"].description == "How many bytes there are"
    beat = bridge.HeartbeatRequest(session_id="s")
    assert caller.rpc("Heartbeat", beat, bridge.HeartbeatResponse).session_valid
    known = caller.rpc("GetSession", bridge.GetSessionRequest(session_id="s"), bridge.GetSessionResponse)
    assert known.tool_count > 5
    closed = bridge.CleanupSessionRequest(session_id="s")
    assert caller.rpc("CleanupSession", closed, bridge.CleanupSessionResponse).resources_cleaned == 1
    with pytest.raises(grpc.RpcError) as caught:
        caller.rpc("GetSession", bridge.GetSessionRequest(session_id="s"), bridge.GetSessionResponse)
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND
    with pytest.raises(grpc.RpcError) as caught:
        caller.rpc("RegisterTools", bridge.PingRequest(), bridge.PingResponse)
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_calls_run_at_the_same_time(caller: Caller) -> None:
    # Each call waits inside of the tool for all others.
    with ThreadPoolExecutor(6) as pool:
        met = list(pool.map(lambda _: caller.call("meet", parties=6), range(6)))
    assert sorted(met) == list(range(6))


def test_the_error_codes_that_a_tool_raises_itself_pass(caller: Caller) -> None:
    assert caller.error("refuse").code == ErrorCode.NO_SPACE
