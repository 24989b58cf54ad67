"""Is a session attached, and if not, why? Threads wait here for the answer."""

from __future__ import annotations

import threading

from ._errors import ErrorCode, ShmError

# What another attempt with the same hello will not mend.
_FINAL = {ErrorCode.ACCESS_DENIED, ErrorCode.VERSION_UNSUPPORTED}


class Presence:
    """Attached or not, and the last error on the way there."""

    def __init__(self) -> None:
        self.attached = False
        self._error: ShmError | None = None
        self._closed = False
        self._changed = threading.Condition()

    def wait(self, timeout_s: float) -> None:
        """Return once attached; raise what stands in the way, or ``SIDECAR_UNAVAILABLE`` in the end."""
        with self._changed:
            self._changed.wait_for(self._settled, timeout_s)
            if not self.attached:
                error = self._error
                if error is None:
                    raise ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "no sidecar answers")
                raise ShmError(error.code, error.message)

    def enter(self) -> None:
        """The session can be used."""
        self._set(attached=True, error=None)

    def leave(self) -> None:
        """The stream has ended."""
        self._set(attached=False, error=self._error)

    def fail(self, error: ShmError) -> bool:
        """An attempt has failed; say whether with another error than the last one."""
        new = self._error is None or self._error.code is not error.code
        self._set(attached=False, error=error)
        return new

    def close(self) -> None:
        """Nobody will try again."""
        self._closed = True
        self.leave()

    def _settled(self) -> bool:
        return self.attached or self._closed or (self._error is not None and self._error.code in _FINAL)

    def _set(self, *, attached: bool, error: ShmError | None) -> None:
        with self._changed:
            self.attached = attached
            self._error = error
            self._changed.notify_all()
