"""The owner's side: leased, mapped regions at hand, so that a warm transfer asks nobody for anything."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from . import _layout as layout
from ._classes import batch_of, class_of
from ._errors import ErrorCode, ShmError
from ._mapping import map_object
from ._region import Region
from ._shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ._control import ControlTable
    from ._proto.broker import Lease
    from ._proto.ref import ShmRef

    AskLease = Callable[[int, int, float], "Iterable[Lease]"]  # bytes, count, timeout in seconds

DEFAULT_MAX_LEASED_BYTES = 4 * 1024**3
# Larger regions are leased when they are needed, never ahead: an idle one would cost too much.
_MAX_SPARE_BYTES = 128 * 1024**2
_BACKOFF_S = 1.0


class Magazine:
    """The regions of one session. Thread-safe.

    ``ask`` leases regions from the Broker; ``on_low`` is called, at most once until :meth:`refill` has run,
    when a size class has no idle region left.
    """

    def __init__(
        self,
        table: ControlTable,
        ask: AskLease,
        on_low: Callable[[], None],
        *,
        max_leased_bytes: int = DEFAULT_MAX_LEASED_BYTES,
    ) -> None:
        self._table = table
        self._ask = ask
        self._on_low = on_low
        self._max_leased_bytes = max_leased_bytes
        self._lock = threading.Lock()
        self._shelf = Shelf()
        self._low: set[int] = set()
        self._refused: dict[int, tuple[float, ShmError]] = {}  # until when, and what the Broker said
        self._void = False

    def reserve(self, nbytes: int, reader: int, timeout_s: float) -> tuple[Region, bool]:
        """Take a region of at least ``nbytes`` that ``reader`` can be addressed in; say whether it was warm.

        Prefers the region that this reader used last. Raises ``TOO_LARGE``, or what the Broker refuses with.
        """
        capacity = class_of(nbytes)
        with self._lock:
            region, spare = self._shelf.take(capacity, reader)
            low = not spare and capacity <= _MAX_SPARE_BYTES and capacity not in self._low
            if low:
                self._low.add(capacity)
        warm = region is not None
        if region is None:
            region = self._lease_now(capacity, timeout_s)
        if low:
            self._on_low()
        return region, warm

    def give_back(self, region: Region) -> None:
        """End a reservation. The region is reserved again once its readers and writers are done."""
        with self._lock:
            if not self._void:
                self._shelf.put(region)

    def retire(self, region: Region) -> None:
        """Never write ``region`` again: its lease is returned in the background."""
        with self._lock:
            self._shelf.retire(region)
        self._on_low()

    def address(self, region: Region, reader: int, offset: int, length: int, kind: bytes) -> ShmRef:
        """Return a new ref to sealed bytes of ``region`` for ``reader``.

        Raises ``STALE_LEASE`` when the lease is void, ``TOKEN_EXPIRED`` when it was not renewed in time, and
        ``LIMIT_EXCEEDED`` when eight other readers have slots in the region.
        """
        now_ms = time.time() * 1000
        with self._lock:
            if self._void or region.retired:
                raise ShmError(ErrorCode.STALE_LEASE, "the lease of the region has ended")
            if region.expires_at_ms <= now_ms:
                raise ShmError(ErrorCode.TOKEN_EXPIRED, "the token of the region is past its time")
            ref = region.address(reader, offset, length, kind, now_ms)
        if ref is None:
            message = f"the region has been sent to {layout.SLOTS} other readers"
            raise ShmError(ErrorCode.LIMIT_EXCEEDED, message)
        return ref

    def find(self, lease: int) -> Region | None:
        """Return the region of ``lease`` if it is leased here."""
        return self._shelf.leased.get(lease)

    def refill(self, timeout_s: float) -> None:
        """Lease spare regions for the classes that ran low. Runs in the background."""
        with self._lock:
            wanted, self._low = self._low, set()
        for capacity in wanted:
            with self._lock:
                leased = sum(region.capacity for region in self._shelf.leased.values())
                has_spare = bool(self._shelf.idle(capacity))
            if not has_spare and leased + capacity <= self._max_leased_bytes:
                self.give_back(self._lease_now(capacity, timeout_s))

    def returns(self) -> list[int]:
        """Take the leases that wait to be returned to the Broker."""
        with self._lock:
            returns, self._shelf.returns = self._shelf.returns, []
        return returns

    def trim(self, capacity: int, keep: int) -> None:
        """Return idle regions of ``capacity`` (0: of every class) until at most ``keep`` are idle."""
        with self._lock:
            for of_class in [capacity] if capacity else self._shelf.capacities():
                self._low.discard(of_class)  # or a refill that is due would undo the trim
                self._shelf.trim(of_class, keep)
        self._on_low()

    def peer_died(self, session: int) -> None:
        """Skip the slots of a dead session from now on."""
        with self._lock:
            self._shelf.dead.add(session)

    def void(self) -> None:
        """End all leases: the sidecar that granted them is gone. Nothing is written again."""
        with self._lock:
            self._void = True
            self._shelf.clear()

    def due_for_renewal(self) -> list[int]:
        """Return the leases whose token has less than half of its life left."""
        now_ms = time.time() * 1000
        with self._lock:
            regions = list(self._shelf.leased.values())
        return [region.lease for region in regions if region.expires_at_ms - now_ms < region.life_ms / 2]

    def renewed(self, lease: int, token: str, expires_at_ms: int) -> None:
        """Use a new token for ``lease``."""
        with self._lock:
            region = self._shelf.leased.get(lease)
            if region is not None and token:
                region.token = token
                region.expires_at_ms = expires_at_ms
                region.life_ms = max(0.0, expires_at_ms - time.time() * 1000)

    def _lease_now(self, capacity: int, timeout_s: float) -> Region:
        until, refusal = self._refused.get(capacity, (0.0, None))
        if refusal is not None and time.monotonic() < until:
            raise ShmError(refusal.code, refusal.message)
        try:
            leases = list(self._ask(capacity, batch_of(capacity), timeout_s))
            regions = self._adopt(leases)
        except ShmError as error:
            self._refused[capacity] = (time.monotonic() + _BACKOFF_S, error)
            if error.code in {ErrorCode.LIMIT_EXCEEDED, ErrorCode.NO_SPACE}:
                self._make_room(capacity)
            raise
        with self._lock:
            self._shelf.add(regions)
        return regions[0]

    def _make_room(self, wanted: int) -> None:
        """Return what lies idle in the other classes: the next attempt may find it."""
        with self._lock:
            for capacity in self._shelf.capacities():
                if capacity != wanted:
                    self._shelf.trim(capacity, 0)
        self._on_low()

    def _adopt(self, leases: list[Lease]) -> list[Region]:
        try:
            return [self._map(lease) for lease in leases]
        except ShmError:
            with self._lock:
                self._shelf.returns.extend(lease.lease for lease in leases)
            raise

    def _map(self, lease: Lease) -> Region:
        if lease.record >= self._table.records or not layout.is_region_size(lease.capacity):
            raise ShmError(ErrorCode.INTERNAL, "the sidecar leased an impossible region")
        mapping = map_object(
            lease.payload.path, lease.capacity, writable=True, anchor=self._table.mapping.anchor
        )
        return Region(lease, self._table, mapping, time.time() * 1000)
