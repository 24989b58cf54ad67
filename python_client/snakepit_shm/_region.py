"""One leased region on its owner's side: its place in the control table, its memory, its readers."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from . import _layout as layout
from ._errors import ErrorCode, ShmError
from ._proto.ref import ShmRef
from ._seal import seal_of

if TYPE_CHECKING:
    import ctypes
    from collections.abc import Container

    from ._control import ControlTable
    from ._mapping import Mapping
    from ._proto.broker import Lease

# A ref lives this long, or as long as the token of its lease if that is shorter.
REF_LIFE_MS = 300_000


class Region:
    """A leased region. The magazine that holds it serialises the calls.

    ``state`` of the record: even generation: idle or sealed; odd: reserved, being written.
    """

    __slots__ = (
        "_exporter",
        "_owner",
        "_word",
        "_words",
        "capacity",
        "expires_at_ms",
        "key",
        "last_reader",
        "lease",
        "life_ms",
        "mapping",
        "record",
        "region",
        "retired",
        "token",
    )

    def __init__(self, lease: Lease, table: ControlTable, mapping: Mapping, now_ms: float) -> None:
        self.region = lease.region
        self.lease = lease.lease
        self.record = lease.record
        self.capacity = lease.capacity
        self.token = lease.token
        self.key = lease.key
        self.expires_at_ms = lease.expires_at_ms
        self.life_ms = max(0.0, lease.expires_at_ms - now_ms)
        self.mapping = mapping
        self.last_reader = 0
        self.retired = False  # true: given back to the sidecar, or about to be
        self._owner = table.owner
        self._words = table.words
        self._word = layout.record_word(lease.record)
        self._exporter: weakref.ref[ctypes.Array[ctypes.c_ubyte]] | None = None

    def idle(self, dead: Container[int]) -> bool:
        """Say whether the region may be written: every slot agrees, and no view of the owner is left.

        Raises ``CONTROL_CORRUPT`` when a reader counted more than it was sent.
        """
        if self._exporter is not None and self._exporter() is not None:
            return False
        words = self._words
        for slot in range(layout.SLOTS):
            word = layout.slot_word(self.record, slot)
            reader = words[word + layout.SLOT_READER]
            if not reader:
                return True  # slots are bound in order
            missing = words[word + layout.SLOT_ADDRESSED] - words[word + layout.SLOT_DONE]
            if missing < 0:
                message = f"reader {reader} counted {-missing} refs too many"
                raise ShmError(ErrorCode.CONTROL_CORRUPT, message)
            if missing and reader not in dead:
                return False
        return True

    def slot_for(self, reader: int) -> int | None:
        """Return the slot bound to ``reader``, else the first free one, else ``None``."""
        words = self._words
        for slot in range(layout.SLOTS):
            bound = words[layout.slot_word(self.record, slot) + layout.SLOT_READER]
            if bound in {0, reader}:
                return slot
        return None

    def generation(self) -> int:
        """Return the generation: odd while it is written, even when it is sealed."""
        return self._words[self._word + layout.GENERATION]

    def was_addressed(self, reader: int, slot: int, n: int) -> bool:
        """Say whether a ref with this ``slot`` and ``n`` was made for ``reader`` in this lease."""
        word = layout.slot_word(self.record, slot)
        words = self._words
        return words[word + layout.SLOT_READER] == reader and words[word + layout.SLOT_ADDRESSED] >= n

    def begin(self) -> ctypes.Array[ctypes.c_ubyte]:
        """Make the generation odd and return the exporter of the writable bytes.

        The region is not idle again before that exporter, and with it every view of it, is gone.
        """
        word = self._word + layout.GENERATION
        self._words[word] = (self._words[word] + 1) | 1
        exporter = self.mapping.exporter()
        self._exporter = weakref.ref(exporter)
        return exporter

    def finish(self, length: int, crc: int | None) -> int:
        """Store length and checksum, make the generation even and return it: the region is sealed."""
        words, word = self._words, self._word
        words[word + layout.LENGTH] = length
        words[word + layout.CRC_AND_FLAGS] = 0 if crc is None else crc | layout.FLAG_CRC32C << 32
        generation = words[word + layout.GENERATION] + 1
        words[word + layout.GENERATION] = generation
        return generation

    def address(self, reader: int, offset: int, length: int, kind: bytes, now_ms: float) -> ShmRef | None:
        """Count one more ref for ``reader`` and return it, sealed; ``None`` when no slot is free."""
        slot = self.slot_for(reader)
        if slot is None:
            return None
        words, word = self._words, layout.slot_word(self.record, slot)
        if not words[word + layout.SLOT_READER]:
            words[word + layout.SLOT_READER] = reader
        n = words[word + layout.SLOT_ADDRESSED] + 1
        words[word + layout.SLOT_ADDRESSED] = n
        self.last_reader = reader
        ref = ShmRef(
            region=self.region,
            lease=self.lease,
            owner=self._owner,
            record=self.record,
            slot=slot,
            n=n,
            generation=words[self._word + layout.GENERATION],
            offset=offset,
            length=length,
            type=kind,
            expires_at_ms=int(min(self.expires_at_ms, now_ms + REF_LIFE_MS)),
            token=self.token,
        )
        ref.seal = seal_of(ref, self.key)
        return ref
