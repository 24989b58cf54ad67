"""The reader's side: from a ref to a view, in the order of the table in docs/protocol.md."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from . import _layout as layout
from ._accept import AcceptLog
from ._crc32c import crc32c
from ._errors import ErrorCode, ShmError
from ._known import DEFAULT_MAX_MAPPED_BYTES, KnownLease, KnownLeases
from ._ref import check_fields
from ._seal import seal_matches
from ._view import RELEASES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._control import ControlTable
    from ._proto.broker import OpenResponse
    from ._proto.ref import ShmRef
    from ._proto.session import Settle
    from ._types import Kind
    from ._words import Words


class OpenedRef:
    """An accepted ref: its read-only bytes and type, and the means to see that nobody wrote meanwhile."""

    __slots__ = ("_generation", "_known", "data", "kind", "warm")

    def __init__(self, known: KnownLease, ref: ShmRef, kind: Kind, data: memoryview, *, warm: bool) -> None:
        self._known = known
        self._generation = ref.generation
        self.kind = kind
        self.data = data
        self.warm = warm  # the region was mapped and its lease known before

    def drop_data(self) -> None:
        """Forget the bytes, so that only the values made of them keep the ref from being released."""
        self.data = memoryview(b"")

    def check_generation(self) -> None:
        """Raise ``STALE_GENERATION`` when the region was written after this ref was opened."""
        known = self._known
        word = layout.record_word(known.record)
        if (
            known.table.words[word + layout.GENERATION] != self._generation
            or known.table.words[word + layout.LEASE] != known.lease
        ):
            raise _stale_generation()


class Reader:
    """Opens the refs that are addressed to ``session``. Thread-safe."""

    def __init__(
        self,
        session: int,
        ask: Callable[[str], OpenResponse],
        *,
        anchor: object = None,
        max_mapped_bytes: int = DEFAULT_MAX_MAPPED_BYTES,
        now_ms: Callable[[], float] = lambda: time.time() * 1000,
    ) -> None:
        self.session = session
        self.known = KnownLeases(ask, anchor=anchor, max_mapped_bytes=max_mapped_bytes)
        self._now_ms = now_ms
        self._lock = threading.Lock()
        self._logs: dict[tuple[int, int], tuple[AcceptLog, Words, int]] = {}
        self._dead: set[int] = set()

    def open(self, ref: ShmRef) -> OpenedRef:
        """Accept ``ref`` and return its bytes. The first check that fails names the error."""
        kind = check_fields(ref)
        known = self.known.find(ref)
        warm = known.warm
        if not seal_matches(ref, known.key):
            raise ShmError(ErrorCode.SEAL_INVALID, "the seal of the ref is wrong")
        if ref.expires_at_ms < self._now_ms():
            raise ShmError(ErrorCode.REF_EXPIRED, "the ref is older than its life")
        if ref.offset + ref.length > known.capacity:
            raise ShmError(ErrorCode.OUT_OF_BOUNDS, "the ref points outside its region")
        self._check_control(ref, known)
        self._check_fresh(ref)
        self._check_checksum(ref, known)
        kind.check(ref.length)
        return self._accept(ref, known, kind, warm=warm)

    def _check_control(self, ref: ShmRef, known: KnownLease) -> None:
        words = known.table.words
        word = layout.record_word(ref.record)
        if words[word + layout.LEASE] != ref.lease or ref.owner in self._dead:
            raise ShmError(ErrorCode.STALE_LEASE, "the lease of the ref has ended")
        slot = layout.slot_word(ref.record, ref.slot)
        if words[slot + layout.SLOT_READER] != self.session or words[slot + layout.SLOT_ADDRESSED] < ref.n:
            raise ShmError(ErrorCode.NOT_ADDRESSED, "the ref was made for another session")
        generation = words[word + layout.GENERATION]
        if generation != ref.generation or generation & 1:
            raise _stale_generation()
        if ref.offset + ref.length > words[word + layout.LENGTH]:
            raise _stale_generation()

    def _check_fresh(self, ref: ShmRef) -> None:
        entry = self._logs.get((ref.lease, ref.slot))
        if entry is not None and ref.n in entry[0]:
            raise ShmError(ErrorCode.REPLAYED, "this ref was used before")

    def _check_checksum(self, ref: ShmRef, known: KnownLease) -> None:
        words = known.table.words
        word = layout.record_word(ref.record)
        packed = words[word + layout.CRC_AND_FLAGS]
        if not (packed >> 32) & layout.FLAG_CRC32C:
            return
        length = min(words[word + layout.LENGTH], known.capacity)
        sealed = memoryview(known.mapping.exporter()).cast("B")[:length]
        if crc32c(sealed) != packed & 0xFFFFFFFF:
            raise ShmError(ErrorCode.CHECKSUM_MISMATCH, "the sealed bytes do not have their checksum")

    def _accept(self, ref: ShmRef, known: KnownLease, kind: Kind, *, warm: bool) -> OpenedRef:
        with self._lock:
            self._check_fresh(ref)  # two threads may have come this far with the same ref
            if ref.owner in self._dead:
                raise ShmError(ErrorCode.STALE_LEASE, "the lease of the ref has ended")
            self._log(ref.lease, ref.record, ref.slot, known.table.words).add(ref.n)
        done = layout.slot_word(ref.record, ref.slot) + layout.SLOT_DONE
        exporter = RELEASES.view(known.mapping, known.table.words, done)
        offset = ref.offset
        data = memoryview(exporter).cast("B").toreadonly()[offset : offset + ref.length]
        return OpenedRef(known, ref, kind, data, warm=warm)

    def settle(self, settle: Settle) -> None:
        """Refuse a ref from now on whose message failed on the way, unless it was accepted already."""
        if settle.reader != self.session or not 0 < settle.n <= layout.MAX_ID or settle.slot >= layout.SLOTS:
            return
        attachment = settle.control if settle.HasField("control") else None
        table = self.known.table(settle.owner, attachment)
        if settle.record >= table.records:
            return
        slot = layout.slot_word(settle.record, settle.slot)
        with self._lock:
            current = table.words[layout.record_word(settle.record) + layout.LEASE] == settle.lease
            mine = table.words[slot + layout.SLOT_READER] == self.session
            addressed = table.words[slot + layout.SLOT_ADDRESSED] >= settle.n
            if not (current and mine and addressed):
                return
            log = self._log(settle.lease, settle.record, settle.slot, table.words)
            if settle.n in log:
                return
            log.add(settle.n)
        RELEASES.add(table.words, slot + layout.SLOT_DONE, 1)

    def peer_died(self, owner: int) -> None:
        """Refuse whatever ``owner`` sends from now on, and count what it had addressed here as done."""
        with self._lock:
            self._dead.add(owner)
        table = self.known.known_table(owner)
        if table is not None:
            self._fence(table)
        self.known.forget_owner(owner)

    def _fence(self, table: ControlTable) -> None:
        words = table.words
        for record in range(table.records):
            lease = words[layout.record_word(record) + layout.LEASE]
            for index in range(layout.SLOTS) if lease else ():
                slot = layout.slot_word(record, index)
                if words[slot + layout.SLOT_READER] != self.session:
                    continue
                with self._lock:
                    missing = self._log(lease, record, index, words).fence(
                        words[slot + layout.SLOT_ADDRESSED]
                    )
                if missing:
                    RELEASES.add(words, slot + layout.SLOT_DONE, missing)

    def _log(self, lease: int, record: int, slot: int, words: Words) -> AcceptLog:
        entry = self._logs.get((lease, slot))
        if entry is None:
            entry = (AcceptLog(), words, layout.record_word(record) + layout.LEASE)
            self._logs[(lease, slot)] = entry
        return entry[0]

    def sweep(self) -> None:
        """Forget leases that have ended and mappings that are no longer used. Called now and then."""
        with self._lock:
            for key, (_, words, lease_word) in list(self._logs.items()):
                if words[lease_word] != key[0]:
                    del self._logs[key]
        self.known.sweep()


def _stale_generation() -> ShmError:
    return ShmError(ErrorCode.STALE_GENERATION, "the region was written again after the ref was made")
