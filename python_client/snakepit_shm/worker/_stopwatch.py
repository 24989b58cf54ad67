"""The stages of a call, timed."""

from __future__ import annotations

import time


class Stopwatch:
    """Runs from its making. ``laps`` holds (name, start, duration) in ns, starts counted from there."""

    __slots__ = ("_began", "_mark", "laps", "started_at_ns")

    def __init__(self) -> None:
        self.started_at_ns = time.time_ns()  # Unix time
        self.laps: list[tuple[str, int, int]] = []
        self._began = self._mark = time.perf_counter_ns()

    def lap(self, name: str) -> None:
        """End the stage that began at the last lap and call it ``name``."""
        now = time.perf_counter_ns()
        self.laps.append((name, self._mark - self._began, now - self._mark))
        self._mark = now

    @property
    def elapsed_ns(self) -> int:
        """Nanoseconds from the making to the last lap."""
        return self._mark - self._began
