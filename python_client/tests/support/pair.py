"""An owner and a reader, each a client with a session of its own, on a FakeBroker."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from snakepit_shm import Client
from snakepit_shm import _layout as layout
from snakepit_shm._proto.ref import ShmRef

if TYPE_CHECKING:
    from collections.abc import Callable

    from snakepit_shm._control import ControlTable

    from .fake_broker import FakeBroker


class Pair:
    def __init__(self, broker: FakeBroker) -> None:
        self.broker = broker
        self.owner = Client.connect(broker.socket)
        self.reader = Client.connect(broker.socket)
        self.refs: list[ShmRef] = []

    def __enter__(self) -> Pair:
        return self

    def __exit__(self, *_: object) -> None:
        self.owner.close()
        self.reader.close()

    def ref(self, data: Any = b"payload" * 100, **options: Any) -> ShmRef:
        """A ref to `data` for the reader; the owner lets go of it at once."""
        with self.owner.seal(data, to=self.reader.session, **options) as sealed:
            ref = ShmRef.FromString(sealed.ref(to=self.reader.session))
        self.refs.append(ref)
        return ref

    def owner_table(self) -> ControlTable:
        return self.broker.sessions[self.owner.session].table

    def counts(self) -> tuple[int, int]:
        """(addressed, done), summed over all records and slots of the owner."""
        words = self.owner_table().words
        slots = [layout.slot_word(record, slot) for record in range(64) for slot in range(layout.SLOTS)]
        addressed = sum(words[word + layout.SLOT_ADDRESSED] for word in slots)
        return addressed, sum(words[word + layout.SLOT_DONE] for word in slots)

    @staticmethod
    def until(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < deadline, "it did not happen"
            time.sleep(0.005)


def outstanding(broker: FakeBroker, session: int) -> int:
    """How many refs of all regions of `session` are not done."""
    table = broker.sessions[session].table
    return sum(table.outstanding(record) for record in range(table.records))
