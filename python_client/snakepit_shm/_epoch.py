"""Everything that belongs to one session id: it begins with a welcome, and a new run begins another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._broker import Broker
from ._control import ControlTable
from ._lock import SessionLock
from ._magazine import Magazine
from ._reader import Reader
from ._words import words_supported

if TYPE_CHECKING:
    from collections.abc import Callable

    import grpc

    from ._proto.session import Welcome


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

    def peer_died(self, session: int) -> None:
        """Count out what a dead session held or sent."""
        if self.magazine is not None:
            self.magazine.peer_died(session)
        if self.reader is not None:
            self.reader.peer_died(session)

    def end(self) -> None:
        """Void the leases. Opened views stay readable."""
        if self.magazine is not None:
            self.magazine.void()
