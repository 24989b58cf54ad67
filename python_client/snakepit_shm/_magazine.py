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
        self._idle: dict[int, list[Region]] = {}  # not reserved; the newest last
        self._leased: dict[int, Region] = {}
        self._dead: set[int] = set()
        self._low: set[int] = set()
        self._blocked_until: dict[int, float] = {}
        self._returns: list[int] = []
        self._void = False

    def reserve(self, nbytes: int, reader: int, timeout_s: float) -> tuple[Region, bool]:
        """Take a region of at least ``nbytes`` that ``reader`` can be addressed in; say whether it was warm.

        Prefers the region that this reader used last. Raises ``TOO_LARGE``, or what the Broker refuses with.
        """
        capacity = class_of(nbytes)
        with self._lock:
            region, spare = self._take(capacity, reader)
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
            if not region.retired and not self._void:
                self._idle.setdefault(region.capacity, []).append(region)

    def retire(self, region: Region) -> None:
        """Never write ``region`` again: its lease is returned in the background."""
        with self._lock:
            self._retire(region)
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
        return self._leased.get(lease)

    def refill(self, timeout_s: float) -> None:
        """Lease spare regions for the classes that ran low. Runs in the background."""
        with self._lock:
            wanted, self._low = self._low, set()
        for capacity in wanted:
            with self._lock:
                room = self._max_leased_bytes - sum(region.capacity for region in self._leased.values())
                has_spare = any(self._usable(region) for region in self._idle.get(capacity, ()))
            if has_spare or room < capacity:
                continue
            region = self._lease_now(capacity, timeout_s)
            self.give_back(region)

    def returns(self) -> list[int]:
        """Take the leases that wait to be returned to the Broker."""
        with self._lock:
            returns, self._returns = self._returns, []
        return returns

    def trim(self, capacity: int, keep: int) -> None:
        """Return idle regions of ``capacity`` (0: of every class) until at most ``keep`` are idle."""
        with self._lock:
            for of_class in [capacity] if capacity else list(self._idle):
                self._low.discard(of_class)  # or a refill that is due would undo the trim
                idle = [region for region in self._idle.get(of_class, ()) if self._usable(region)]
                for region in idle[: max(0, len(idle) - keep)]:
                    self._idle[of_class].remove(region)
                    self._retire(region)
        self._on_low()

    def peer_died(self, session: int) -> None:
        """Skip the slots of a dead session from now on."""
        with self._lock:
            self._dead.add(session)

    def void(self) -> None:
        """End all leases: the sidecar that granted them is gone. Nothing is written again."""
        with self._lock:
            self._void = True
            self._idle.clear()
            self._leased.clear()

    def due_for_renewal(self) -> list[int]:
        """Return the leases whose token has less than half of its life left."""
        now_ms = time.time() * 1000
        with self._lock:
            regions = list(self._leased.values())
        return [region.lease for region in regions if region.expires_at_ms - now_ms < region.life_ms / 2]

    def renewed(self, lease: int, token: str, expires_at_ms: int) -> None:
        """Use a new token for ``lease``."""
        with self._lock:
            region = self._leased.get(lease)
            if region is not None and token:
                region.token = token
                region.expires_at_ms = expires_at_ms
                region.life_ms = max(0.0, expires_at_ms - time.time() * 1000)

    def _take(self, capacity: int, reader: int) -> tuple[Region | None, bool]:
        """Remove the best idle region of the class; say whether another idle one is left."""
        regions = self._idle.get(capacity)
        if not regions:
            return None, False
        best: Region | None = None
        spare = False
        # The region that this reader has mapped or that nobody has, then the others, the newest first.
        newest_first = regions[::-1]
        newest_first.sort(key=lambda region: region.last_reader not in (reader, 0))
        for region in newest_first:
            if not self._usable(region):
                continue
            if region.slot_for(reader) is None:
                self._retire(region)
            elif best is None:
                best = region
            else:
                spare = True
                break
        self._idle[capacity] = [region for region in regions if region is not best and not region.retired]
        return best, spare

    def _usable(self, region: Region) -> bool:
        try:
            return not region.retired and region.idle(self._dead)
        except ShmError:
            # Corrupt counters: the sidecar finds the same when the lease comes back, and quarantines.
            self._retire(region)
            return False

    def _retire(self, region: Region) -> None:
        if not region.retired:
            region.retired = True
            self._leased.pop(region.lease, None)
            self._returns.append(region.lease)

    def _lease_now(self, capacity: int, timeout_s: float) -> Region:
        now = time.monotonic()
        if now < self._blocked_until.get(capacity, 0.0):
            raise ShmError(ErrorCode.LIMIT_EXCEEDED, "no region of this size could be leased a moment ago")
        try:
            leases = list(self._ask(capacity, batch_of(capacity), timeout_s))
            try:
                regions = [self._adopt(lease) for lease in leases]
            except ShmError:
                self._returns.extend(lease.lease for lease in leases)
                raise
        except ShmError:
            self._blocked_until[capacity] = time.monotonic() + _BACKOFF_S
            raise
        with self._lock:
            first, *others = regions
            self._idle.setdefault(capacity, []).extend(others)
            self._leased.update((region.lease, region) for region in regions)
        return first

    def _adopt(self, lease: Lease) -> Region:
        if lease.record >= self._table.records or not layout.is_region_size(lease.capacity):
            raise ShmError(ErrorCode.INTERNAL, "the sidecar leased an impossible region")
        mapping = map_object(
            lease.payload.path, lease.capacity, writable=True, anchor=self._table.mapping.anchor
        )
        return Region(lease, self._table, mapping, time.time() * 1000)
