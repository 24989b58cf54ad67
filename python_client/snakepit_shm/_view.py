"""Views of the bytes behind a ref, and the moment when the last of them is gone.

One exporter object a ref underlies everything that is handed out for it: slices, reshaped arrays, arrays of
arrays. numpy and memoryview keep the object that exported the memory alive, whatever else they collapse, so
the death of the exporter, and of nothing else, means that nobody can see the bytes any more. Its weak
reference then adds one to the reader's ``done`` word.

That callback runs inside the garbage collector, in any thread, at any point. So it takes no lock that
somebody may hold: it appends to a queue and drains the queue only if the lock is free. Whoever holds the lock
looks at the queue again after letting go, so nothing is left behind. In a forked child the callbacks do
nothing: the views are its parent's. At exit they do nothing either: the kernel tells the sidecar.
"""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ctypes

    from ._mapping import Mapping
    from ._words import Words


class _ExporterRef(weakref.ref["ctypes.Array[ctypes.c_ubyte]"]):
    """A weak reference that knows which ``done`` word its death counts up."""

    __slots__ = ("done", "era", "words")

    words: Words
    done: int
    era: int


class Releases:
    """Counts finished views into the ``done`` words of this process; there is one for the process.

    It is the only writer of those words, so each of them has one writer at a time.
    """

    def __init__(self) -> None:
        self._pending: deque[tuple[Words, int, int]] = deque()
        self._lock = threading.Lock()
        self._live: dict[int, _ExporterRef] = {}
        # Views of an earlier era belong to another process, or to one that is leaving.
        self._era = 0

    def view(self, mapping: Mapping, words: Words, done: int) -> ctypes.Array[ctypes.c_ubyte]:
        """Return an exporter of ``mapping`` whose death adds one to ``words[done]``."""
        exporter = mapping.exporter()
        ref = _ExporterRef(exporter, self._gone)
        ref.words, ref.done, ref.era = words, done, self._era
        self._live[id(ref)] = ref
        return exporter

    def add(self, words: Words, done: int, amount: int) -> None:
        """Add ``amount`` to ``words[done]`` for refs that never became views."""
        self._pending.append((words, done, amount))
        self.drain()

    def drain(self) -> None:
        """Write what is queued. Never blocks, never loses an entry."""
        pending = self._pending
        while pending and self._lock.acquire(blocking=False):
            try:
                while pending:
                    words, done, amount = pending.popleft()
                    words[done] = words[done] + amount
            finally:
                self._lock.release()

    def live(self) -> int:
        """Return how many refs have views at this moment."""
        return len(self._live)

    def _gone(self, ref: weakref.ref[ctypes.Array[ctypes.c_ubyte]]) -> None:
        assert isinstance(ref, _ExporterRef)
        self._live.pop(id(ref), None)
        if ref.era == self._era:
            self._pending.append((ref.words, ref.done, 1))
            self.drain()

    def _forget(self) -> None:
        self._era += 1
        self._pending = deque()
        self._lock = threading.Lock()


RELEASES = Releases()
os.register_at_fork(after_in_child=RELEASES._forget)
atexit.register(RELEASES._forget)
