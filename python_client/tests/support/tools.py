"""The tools that the tests call."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from typing import Any

from snakepit_shm import Adapter, ErrorCode, ShmError, current_call, tool

KEPT: list[Any] = []


class Tools(Adapter):
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._meetings: dict[int, threading.Barrier] = {}

    @tool(description="How many bytes there are")
    def length(self, data: Any) -> int:
        return memoryview(data).nbytes

    @tool
    def echo(self, value: Any) -> Any:
        return value

    @tool
    def digest(self, data: Any) -> str:
        return hashlib.sha256(data).hexdigest()

    @tool
    def total(self, values: Any) -> float:
        return float(values.sum())

    @tool
    def zeros(self, count: int) -> bytes:
        return bytes(count)

    @tool
    def ramp(self, count: int) -> Any:
        array = current_call().empty(count, "<i4")
        array[:] = range(count)
        return {"ramp": array, "tail": array[count // 2 :]}

    @tool
    def describe(self, value: Any) -> str:
        writeable = getattr(getattr(value, "flags", None), "writeable", None)
        readonly = getattr(value, "readonly", None)
        return f"{type(value).__name__} writeable={writeable} readonly={readonly}"

    @tool
    def keep(self, value: Any) -> int:
        KEPT.append(value)
        return len(KEPT)

    @tool
    def drop(self) -> None:
        KEPT.clear()

    @tool
    def fail(self, data: Any = None) -> None:
        raise LookupError("nothing was found")

    @tool
    def leave(self) -> None:
        raise SystemExit(3)

    @tool
    def unsendable(self) -> Any:
        return {"deep": [1, object()]}

    @tool
    def sleep(self, seconds: float) -> str:
        time.sleep(seconds)
        return "slept"

    @tool
    def slow_echo(self, value: Any) -> Any:
        time.sleep(0.4)
        return value

    @tool
    def slow_zeros(self, count: int) -> bytes:
        time.sleep(0.4)
        return bytes(count)

    @tool
    def refuse(self) -> None:
        raise ShmError(ErrorCode.NO_SPACE, "as the test wants it")

    @tool
    async def later(self, value: Any) -> Any:
        return value

    @tool
    def fork(self, data: Any) -> int:
        receive, send = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.write(send, str(sum(data)).encode())
            os._exit(0)
        os.close(send)
        total = int(os.read(receive, 100))
        os.close(receive)
        os.waitpid(pid, 0)
        return total

    @tool
    def meet(self, parties: int) -> int:
        with self._lock:
            meeting = self._meetings.setdefault(parties, threading.Barrier(parties))
        return meeting.wait(30)

    @tool
    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
