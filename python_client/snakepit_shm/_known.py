"""What a reader knows: the leases that it has opened, their owners' tables, and the mapped regions.

The Broker is asked once a lease. A region stays mapped beyond its lease, because the next lease of the same
region then needs no new mapping; :meth:`KnownLeases.sweep` lets go of what was not used for a while.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

from . import _layout as layout
from ._control import ControlTable
from ._errors import ErrorCode, ShmError
from ._mapping import Mapping, map_object
from ._seal import KEY_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._proto.broker import OpenResponse
    from ._proto.ref import ShmRef
    from ._proto.session import Attachment

DEFAULT_MAX_MAPPED_BYTES = 8 * 1024**3
UNUSED_MAPPING_S = 10.0


class KnownLease:
    """One opened lease: whose it is, its key, its record and the mapped region."""

    __slots__ = (
        "capacity",
        "key",
        "lease",
        "mapping",
        "owner",
        "record",
        "region",
        "table",
        "warm",
    )

    def __init__(self, answer: OpenResponse, table: ControlTable, mapping: Mapping) -> None:
        self.region = answer.region
        self.lease = answer.lease
        self.owner = answer.owner
        self.record = answer.record
        self.capacity = answer.capacity
        self.key = answer.key
        self.table = table
        self.mapping = mapping
        self.warm = False  # true from the second use on

    def matches(self, ref: ShmRef) -> bool:
        """Say whether ``ref`` names the region, owner and record of this lease."""
        return ref.region == self.region and ref.owner == self.owner and ref.record == self.record

    def is_current(self) -> bool:
        """Say whether the record still belongs to this lease."""
        return self.table.words[layout.record_word(self.record) + layout.LEASE] == self.lease


class KnownLeases:
    """Opens leases through ``ask`` (token to ``OpenResponse``) and remembers them. Thread-safe."""

    def __init__(
        self,
        ask: Callable[[str], OpenResponse],
        *,
        anchor: object = None,
        max_mapped_bytes: int = DEFAULT_MAX_MAPPED_BYTES,
    ) -> None:
        self._ask = ask
        self._anchor = anchor
        self._max_mapped_bytes = max_mapped_bytes
        self._lock = threading.Lock()
        self._leases: dict[int, KnownLease] = {}
        self._tables: dict[int, ControlTable] = {}
        self._mappings: OrderedDict[int, tuple[Mapping, float]] = OrderedDict()

    def find(self, ref: ShmRef) -> KnownLease:
        """Return the lease of ``ref``; ask the Broker the first time.

        Raises ``REF_MALFORMED`` when the ref and the Broker disagree, ``MAP_FAILED``, and whatever the Broker
        refuses the token with.
        """
        known = self._leases.get(ref.lease)
        if known is None:
            known = self._open(ref)
        else:
            known.warm = True
        if not known.matches(ref):
            raise ShmError(ErrorCode.REF_MALFORMED, "the ref names another region than its lease")
        return known

    def has(self, lease: int) -> bool:
        """Say whether ``lease`` was opened before."""
        return lease in self._leases

    def _open(self, ref: ShmRef) -> KnownLease:
        answer = self._ask(ref.token)
        # The key that the Broker gave must be for this ref: a valid token of another lease opens nothing.
        if answer.lease != ref.lease:
            raise ShmError(ErrorCode.REF_MALFORMED, "the token belongs to another lease than the ref")
        if not layout.is_region_size(answer.capacity) or len(answer.key) != KEY_BYTES:
            raise ShmError(ErrorCode.INTERNAL, "the sidecar answered with an impossible region")
        table = self.table(answer.owner, answer.control)
        if answer.record >= table.records:
            raise ShmError(ErrorCode.INTERNAL, "the sidecar answered with an impossible record")
        mapping = self._map(answer)
        with self._lock:
            return self._leases.setdefault(answer.lease, KnownLease(answer, table, mapping))

    def table(self, owner: int, attachment: Attachment | None) -> ControlTable:
        """Return the control table of ``owner``, mapped now from ``attachment`` if it is new.

        Raises ``MAP_FAILED`` when it is not known and there is no attachment.
        """
        table = self._tables.get(owner)
        if table is not None:
            return table
        if attachment is None or not attachment.path:
            raise ShmError(ErrorCode.MAP_FAILED, "the control table of the owner is not known")
        table = ControlTable.open(attachment.path, attachment.size, owner, self._anchor)
        with self._lock:
            return self._tables.setdefault(owner, table)

    def known_table(self, owner: int) -> ControlTable | None:
        """Return the control table of ``owner`` if it is mapped."""
        return self._tables.get(owner)

    def forget_owner(self, owner: int) -> None:
        """Drop the leases and the table of a dead session. Live views keep what they need."""
        with self._lock:
            self._leases = {key: known for key, known in self._leases.items() if known.owner != owner}
            self._tables.pop(owner, None)

    def sweep(self) -> None:
        """Forget ended leases, and mappings without a lease for :data:`UNUSED_MAPPING_S` seconds."""
        now = time.monotonic()
        with self._lock:
            self._leases = {key: known for key, known in self._leases.items() if known.is_current()}
            used = {known.region for known in self._leases.values()}
            for region in used & self._mappings.keys():
                self._mappings[region] = (self._mappings[region][0], now)
            for region, (_, last_used) in list(self._mappings.items()):
                if now - last_used > UNUSED_MAPPING_S:
                    del self._mappings[region]

    def mapped_bytes(self) -> int:
        """Return the bytes of all regions kept mapped here, without those that only a view holds."""
        with self._lock:
            return sum(mapping.size for mapping, _ in self._mappings.values())

    def _map(self, answer: OpenResponse) -> Mapping:
        with self._lock:
            cached = self._mappings.get(answer.region)
            if cached is not None and cached[0].size == answer.capacity:
                self._mappings.move_to_end(answer.region)
                return cached[0]
        mapping = map_object(answer.payload.path, answer.capacity, writable=False, anchor=self._anchor)
        with self._lock:
            self._mappings[answer.region] = (mapping, time.monotonic())
            self._evict()
        return mapping

    def _evict(self) -> None:
        excess = sum(mapping.size for mapping, _ in self._mappings.values()) - self._max_mapped_bytes
        while excess > 0 and len(self._mappings) > 1:
            region, (mapping, _) = self._mappings.popitem(last=False)
            excess -= mapping.size
            self._leases = {key: known for key, known in self._leases.items() if known.region != region}
