"""Which refs of one slot were accepted or settled: each ``n`` counts once."""

from __future__ import annotations


class AcceptLog:
    """Everything up to ``floor``, and the few numbers above it."""

    __slots__ = ("_above", "floor")

    def __init__(self) -> None:
        self.floor = 0
        self._above: set[int] = set()

    def __contains__(self, n: int) -> bool:
        return n <= self.floor or n in self._above

    def __len__(self) -> int:
        """How many numbers are in the log."""
        return self.floor + len(self._above)

    def add(self, n: int) -> None:
        """Remember ``n``."""
        if n != self.floor + 1:
            if n > self.floor:
                self._above.add(n)
            return
        above = self._above
        while True:
            self.floor = n
            n += 1
            if n not in above:
                return
            above.remove(n)

    def fence(self, addressed: int) -> int:
        """Remember everything up to ``addressed``; return how many of them were new."""
        missing = addressed - self.floor - sum(1 for n in self._above if n <= addressed)
        if missing <= 0:
            return 0
        self._above = {n for n in self._above if n > addressed}
        self.floor = addressed
        return missing
