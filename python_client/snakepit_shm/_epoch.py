"""Everything that belongs to one session id: it begins with a welcome, and a new run begins another."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ._broker import Broker
from ._control import ControlTable
from ._errors import ShmError
from ._lock import SessionLock
from ._magazine import Magazine
from ._reader import Reader
from ._words import words_supported

if TYPE_CHECKING:
    from collections.abc import Callable

    import grpc

    from ._proto.session import ServerFrame, Welcome

_log = logging.getLogger("snakepit_shm")


class Epoch:
    """A session that the sidecar knows: its broker, and, where this process maps memory, its two sides.

    ``magazine`` and ``reader`` are ``None`` on a machine that cannot share memory.
    """

    def __init__(self, welcome: Welcome, channel: grpc.Channel, on_low: Callable[[], None]) -> None:
        self.session = welcome.session
        self.secret = welcome.secret
        self.run = welcome.run
        self.broker = Broker(channel, welcome.session, welcome.secret)
        self.magazine: Magazine | None = None
        self.reader: Reader | None = None
        if words_supported():
            lock = SessionLock(welcome.lock.path)  # before the first mapping
            table = ControlTable.open(welcome.control.path, welcome.control.size, welcome.session, lock)
            self.magazine = Magazine(table, self.broker.lease, on_low)
            self.reader = Reader(welcome.session, self.broker.open, anchor=lock)

    def receive(self, kind: str, frame: ServerFrame) -> None:
        """Act on a frame about memory; others are ignored, as those of a later version are."""
        magazine, reader = self.magazine, self.reader
        if magazine is None or reader is None:
            return
        if kind == "peer_died":
            magazine.peer_died(frame.peer_died.session)
            reader.peer_died(frame.peer_died.session)
        elif kind == "settle":
            try:
                reader.settle(frame.settle)
            except ShmError as error:
                _log.debug("a settled ref could not be counted: %s", error)
        elif kind == "trim":
            magazine.trim(frame.trim.capacity, frame.trim.keep)
        elif kind == "renewed_tokens":
            for renewed in frame.renewed_tokens.tokens:
                magazine.renewed(renewed.lease, renewed.token, renewed.expires_at_ms)

    def end(self) -> None:
        """Void the leases. Opened views stay readable."""
        if self.magazine is not None:
            self.magazine.void()
