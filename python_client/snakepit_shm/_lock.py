"""The lock of a session: how the kernel tells the sidecar that this process is gone.

The client holds a ``flock`` on its session's lock file from before its first mapping until after its last.
Every mapping holds the :class:`SessionLock`, so the file is closed when the last of them is gone and not
earlier: a session that was lost may still have readers of its memory. A forked child closes its copy at
once, or the death of its parent would go unnoticed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
import weakref

from ._errors import ErrorCode, ShmError

_PATIENCE_S = 2.0


class SessionLock:
    """An exclusive ``flock`` on a session's lock file, held until nothing refers to this object."""

    def __init__(self, path: str) -> None:
        self._fds: list[int] = []
        try:
            self._fds.append(os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW))
            self._take()
        except (OSError, ValueError) as error:
            _close(self._fds)
            cause = getattr(error, "strerror", None) or type(error).__name__
            raise ShmError(ErrorCode.MAP_FAILED, f"the session lock cannot be taken: {cause}") from None
        weakref.finalize(self, _close, self._fds).atexit = False
        _locks.add(self)

    def _take(self) -> None:
        # The sidecar tries the lock now and then, and holds it for an instant.
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            try:
                fcntl.flock(self._fds[0], fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.002)
            else:
                return

    def leave_to_parent(self) -> None:
        """Close this process's copy of the file, in a forked child."""
        _close(self._fds)


def _close(fds: list[int]) -> None:
    while fds:
        with contextlib.suppress(OSError):
            os.close(fds.pop())


def _leave_all_to_parent() -> None:
    for lock in list(_locks):
        lock.leave_to_parent()


_locks: weakref.WeakSet[SessionLock] = weakref.WeakSet()
os.register_at_fork(after_in_child=_leave_all_to_parent)
