"""The session of a client: begun at first use, one a process, ended at exit."""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from typing import TYPE_CHECKING

# Read by grpc when it is first imported: without it a forked child cannot attach anew.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

from ._errors import ErrorCode, ShmError
from ._session import Session

if TYPE_CHECKING:
    from ._epoch import Epoch
    from ._hello import Identity
    from ._magazine import Magazine
    from ._reader import Reader


class Attachment:
    """Keeps the session of one client with the sidecar at ``socket``."""

    def __init__(self, socket: str, identity: Identity) -> None:
        self._socket = socket
        self._identity = identity
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._inherited: list[Session] = []
        self._closed = False
        _attachments.add(self)

    def close(self) -> None:
        """End the session. Idempotent."""
        with self._lock:
            self._closed = True
            session, self._session = self._session, None
        if session is not None:
            session.close()

    def session(self, timeout_s: float = 5.0) -> Session:
        """Return the attached session; ``SIDECAR_UNAVAILABLE`` when it is not back in ``timeout_s``."""
        session = self._session
        if session is None:
            with self._lock:
                if self._closed:
                    raise ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "the client is closed")
                session = self._session
                if session is None:
                    session = self._session = Session(self._socket, self._identity)
                    session.start()
        if not session.attached:
            session.presence.wait(timeout_s)
        return session

    def epoch(self) -> Epoch:
        """Return what belongs to the session id of this moment, also while it is detached."""
        session = self._session
        epoch = (session.epoch if session is not None else None) or self.session().epoch
        if epoch is None:
            raise ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "the session was lost this moment")
        return epoch

    def magazine(self) -> Magazine:
        """Return the owner's side; ``MAP_FAILED`` where memory cannot be shared, ``SIDECAR_UNAVAILABLE``."""
        session = self.session()
        magazine = session.magazine()
        if magazine is None:
            epoch = session.epoch
            if epoch is not None and epoch.magazine is None:
                raise _unsupported()
            raise ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "the sidecar is about to stop")
        return magazine

    def reader(self) -> Reader:
        """Return the reader's side; ``MAP_FAILED`` on a machine that cannot share memory.

        What is known is verified locally, so it serves also while the session is detached.
        """
        reader = self.epoch().reader
        if reader is None:
            raise _unsupported()
        return reader

    def forked(self) -> None:
        """Begin anew in a forked child, at its first use."""
        # The parent's session, its threads and its connection stay the parent's. They must not even be
        # finalized here: that would talk on the parent's socket.
        self._lock = threading.Lock()
        if self._session is not None:
            self._inherited.append(self._session)
            self._session = None


def _unsupported() -> ShmError:
    return ShmError(ErrorCode.MAP_FAILED, "this machine has no ordered memory accesses for Python")


def _close_all() -> None:
    for attachment in list(_attachments):
        attachment.close()


def _fork_all() -> None:
    for attachment in list(_attachments):
        attachment.forked()


_attachments: weakref.WeakSet[Attachment] = weakref.WeakSet()
os.register_at_fork(after_in_child=_fork_all)
atexit.register(_close_all)
