"""What the benchmark's worker serves. Nothing here may cost more than the transfer that is measured."""

from typing import ClassVar

import numpy as np

from snakepit_shm import Adapter, tool


class BenchTools(Adapter):
    """Receives, sums and produces bytes."""

    _produced: ClassVar[dict[int, np.ndarray]] = {}

    @tool
    def empty(self) -> None:
        """Does nothing: what a call costs without a payload."""

    @tool
    def receive(self, data: memoryview) -> int:
        """Bytes received."""
        return len(data)

    @tool
    def sum(self, data: memoryview) -> int:
        """Sum of every byte, eight at a time."""
        return int(np.frombuffer(data, dtype=np.uint64).sum())

    @tool
    def produce(self, size: int) -> np.ndarray:
        """`size` bytes that lie ready in this process: the copy into a region is part of the transfer."""
        if size not in self._produced:
            self._produced[size] = np.resize(np.arange(256, dtype=np.uint8), size)
        return self._produced[size]
