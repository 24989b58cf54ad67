"""The Python side of the Elixir client's tests."""

import hashlib
import os
import time

import numpy as np

from snakepit_shm import Adapter, tool


class Tools(Adapter):
    """What the workers of the tests serve."""

    def __init__(self) -> None:
        self.kept: list[object] = []
        self.runs = 0

    @tool
    def size(self, data: object) -> int:
        """How many bytes came."""
        return len(data)

    @tool
    def echo(self, value: object) -> object:
        """What came."""
        return value

    @tool
    def sha256(self, data: object) -> str:
        """The hash of what came."""
        return hashlib.sha256(data).hexdigest()

    @tool
    def describe(self, value: object) -> list[object]:
        """The type of what came, and for an array its dtype and shape."""
        if isinstance(value, np.ndarray):
            return ["ndarray", value.dtype.str, list(value.shape), float(value.sum())]
        return [type(value).__name__]

    @tool
    def ones(self, count: int) -> object:
        """An array of ones."""
        return np.ones(count, dtype=np.uint8)

    @tool
    def keep(self, data: object) -> int:
        """Keeps a view of what came."""
        self.kept.append(data)
        return len(self.kept)

    @tool
    def drop(self) -> int:
        """Forgets what was kept."""
        self.kept.clear()
        return 0

    @tool
    def count(self) -> int:
        """How often this tool ran."""
        self.runs += 1
        return self.runs

    @tool
    def fail(self, message: str) -> None:
        """Raises."""
        raise ValueError(message)

    @tool
    def sleep(self, seconds: float) -> float:
        """Takes its time."""
        time.sleep(seconds)
        return seconds

    @tool
    def die(self) -> None:
        """Ends the process without a word."""
        os.kill(os.getpid(), 9)
