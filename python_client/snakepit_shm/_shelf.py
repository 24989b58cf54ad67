"""The leased regions of a magazine, by size class: which may be written, which must go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._errors import ShmError

if TYPE_CHECKING:
    from ._region import Region


class Shelf:
    """Regions that nobody has reserved. The magazine that owns it serialises the calls."""

    def __init__(self) -> None:
        self.leased: dict[int, Region] = {}  # by lease; the reserved ones too
        self.returns: list[int] = []  # leases on their way back to the Broker
        self.dead: set[int] = set()  # sessions whose slots are skipped
        self._at_hand: dict[int, list[Region]] = {}  # by capacity; the newest last

    def add(self, regions: list[Region]) -> None:
        """Take newly leased regions in: the first is reserved at once, the others are at hand."""
        self.leased.update((region.lease, region) for region in regions)
        for region in regions[1:]:
            self.put(region)

    def put(self, region: Region) -> None:
        """Put a region back that is no longer reserved."""
        if not region.retired:
            self._at_hand.setdefault(region.capacity, []).append(region)

    def take(self, capacity: int, reader: int) -> tuple[Region | None, bool]:
        """Remove the best idle region of the class; say whether another idle one is left."""
        regions = self._at_hand.get(capacity)
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
                self.retire(region)
            elif best is None:
                best = region
            else:
                spare = True
                break
        self._at_hand[capacity] = [region for region in regions if region is not best and not region.retired]
        return best, spare

    def idle(self, capacity: int) -> list[Region]:
        """Return the regions of the class that may be written."""
        return [region for region in self._at_hand.get(capacity, ()) if self._usable(region)]

    def capacities(self) -> list[int]:
        """Return the size classes that were ever at hand."""
        return list(self._at_hand)

    def trim(self, capacity: int, keep: int) -> None:
        """Retire idle regions of the class until ``keep`` are left, the oldest first."""
        idle = self.idle(capacity)
        for region in idle[: max(0, len(idle) - keep)]:
            self.retire(region)
        self._at_hand[capacity] = [region for region in self._at_hand.get(capacity, ()) if not region.retired]

    def retire(self, region: Region) -> None:
        """Never write ``region`` again; its lease goes back."""
        if not region.retired:
            region.retired = True
            self.leased.pop(region.lease, None)
            self.returns.append(region.lease)

    def clear(self) -> None:
        """Forget everything: the sidecar that granted it is gone."""
        self.leased.clear()
        self.returns.clear()
        self._at_hand.clear()

    def _usable(self, region: Region) -> bool:
        try:
            return not region.retired and region.idle(self.dead)
        except ShmError:
            # Corrupt counters: the sidecar finds the same when the lease comes back, and quarantines.
            self.retire(region)
            return False
