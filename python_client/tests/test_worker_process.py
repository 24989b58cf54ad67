from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grpc
import pytest

from snakepit_shm import Client

from .support.caller import Caller
from .support.pair import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .support.fake_broker import FakeBroker

ROOT = str(Path(__file__).parents[1])


class Process:
    def __init__(self, directory: Path, sidecar: str = "") -> None:
        self.socket = str(directory / "w.sock")
        command = [sys.executable, "-m", "snakepit_shm.worker", "--adapter", "tests.support.tools:Tools"]
        command += ["--worker", "w7", "--socket", self.socket]
        command += ["--sidecar", sidecar] if sidecar else []
        environment = {**os.environ, "PYTHONPATH": ROOT, "SNAKEPIT_SHM_WORKER_SECRET": "pssst"}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
        )

    def cut_lifeline(self, watchdog_s: float) -> None:
        """Closes the pipe and waits for the end, which must come before the watchdog does."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(watchdog_s) == 0


@pytest.fixture
def process(broker: FakeBroker, tmp_path: Path) -> Iterator[Process]:
    started = Process(tmp_path, broker.socket)
    yield started
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()
    for pipe in (started.process.stdin, started.process.stderr):
        if pipe is not None:
            pipe.close()


@pytest.mark.requirement("GI-7", "GI-21", "GP-11.1")
def test_a_worker_says_ready_when_its_socket_accepts_calls(broker: FakeBroker, process: Process) -> None:
    broker.wait_sessions(1)
    [seen] = broker.sessions.values()
    ready = seen.wait_frame("worker_ready", 15)
    assert (ready.worker, ready.socket) == ("w7", process.socket)
    assert "length" in {tool.name for tool in ready.tools}
    assert "shm.v1" in ready.features
    assert stat.S_IMODE(Path(process.socket).stat().st_mode) == 0o600
    with Client.connect(broker.socket) as client, Caller(process.socket, client, seen.id) as caller:
        assert caller.call("length", data=bytes(100_000)) == 100_000
        assert caller.call("fork", data=b"\x01\x02\x03") == 6
        assert caller.call("length", data=bytes(100_000)) == 100_000
    # Nobody is connected and nothing runs: it does not linger for the ten seconds that it may.
    process.cut_lifeline(watchdog_s=8)


def test_a_running_call_is_finished_after_the_lifeline_is_cut(broker: FakeBroker, process: Process) -> None:
    broker.wait_sessions(1)
    [seen] = broker.sessions.values()
    seen.wait_frame("worker_ready", 15)
    with Caller(process.socket) as caller:
        request = caller.request("sleep", {"seconds": 1.0})
        execute: Any = caller.channel.unary_unary(
            "/snakepit.bridge.BridgeService/ExecuteTool",
            request_serializer=lambda m: m.SerializeToString(),
            response_deserializer=lambda data: data,
        )
        call = execute.future(request, timeout=20)
        time.sleep(0.3)
        assert process.process.stdin is not None
        process.process.stdin.close()
        assert b"slept" in call.result()
        assert caller.call("length", data=b"abc") == 3  # it still answers
    assert process.process.wait(10) == 0


@pytest.mark.requirement("GP-6.3")
def test_a_worker_serves_inline_while_its_sidecar_is_gone(broker: FakeBroker, process: Process) -> None:
    broker.wait_sessions(1)
    [seen] = broker.sessions.values()
    seen.wait_frame("worker_ready", 15)
    with Caller(process.socket) as caller:
        broker.stop()
        assert caller.call("echo", value=bytes(200_000)) == bytes(200_000)
        broker.start()
        Pair.until(lambda: seen.streams >= 2 or len(broker.sessions) > 1, timeout_s=10)


def test_sigterm_ends_a_worker(process: Process, broker: FakeBroker) -> None:
    broker.wait_sessions(1)
    [seen] = broker.sessions.values()
    seen.wait_frame("worker_ready", 15)
    process.process.terminate()
    assert process.process.wait(10) == 0


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "snakepit_shm.worker", *arguments]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20, check=False)


def test_help_and_mistakes_on_the_command_line_are_explained(tmp_path: Path) -> None:
    shown = run("--help")
    assert shown.returncode == 0
    for word in ("--adapter MODULE:CLASS", "--sidecar", "SNAKEPIT_SHM_WORKER_SECRET", "example"):
        assert word in shown.stdout
    where = ("--worker", "w", "--socket", str(tmp_path / "s"))
    cases = {
        "nowhere:Tools": "No module named 'nowhere'",
        "tests.support.tools:Nope": "module tests.support.tools has no class Nope",
        "justamodule": "not of the form module:Class",
    }
    for adapter, message in cases.items():
        refused = run("--adapter", adapter, *where)
        assert refused.returncode != 0
        assert message in refused.stderr
        assert "Traceback" not in refused.stderr


def test_a_port_that_cannot_be_served_is_an_error(tmp_path: Path) -> None:
    refused = run(
        "--adapter", "tests.support.tools:Tools", "--worker", "w", "--socket", str(tmp_path / "no" / "s")
    )
    assert refused.returncode != 0


def test_grpc_errors_do_not_escape(process: Process, broker: FakeBroker) -> None:
    broker.wait_sessions(1)
    [seen] = broker.sessions.values()
    seen.wait_frame("worker_ready", 15)
    with Caller(process.socket) as caller:
        raw: Any = caller.channel.unary_unary("/snakepit.bridge.BridgeService/ExecuteTool")
        with pytest.raises(grpc.RpcError):
            raw(b"\xff\xff\xff", timeout=5)
        assert caller.call("length", data=b"still here") == 10
