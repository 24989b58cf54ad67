"""The decision between inline and shared memory, from the table that the sidecar pushes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ._proto.session import TransferPolicy

DIRECTION_REQUEST = 1
DIRECTION_RESPONSE = 2

DEFAULT_THRESHOLD_BYTES = 10_000_000


class _Entry(NamedTuple):
    pool: str  # empty: any
    direction: int  # 0: any
    format: int  # 0: any
    threshold_bytes: int


class Policy:
    """Which payloads go through shared memory: those from a threshold on. Immutable."""

    def __init__(
        self,
        entries: tuple[_Entry, ...] = (),
        default_threshold_bytes: int = DEFAULT_THRESHOLD_BYTES,
    ) -> None:
        self._entries = entries
        self._default = default_threshold_bytes
        self._found: dict[tuple[int, int, str], int] = {}

    @classmethod
    def from_wire(cls, policy: TransferPolicy) -> Policy:
        """Return the policy of a frame."""
        entries = tuple(
            _Entry(entry.pool, entry.direction, entry.format, entry.threshold_bytes)
            for entry in policy.entries
        )
        return cls(entries, policy.default_threshold_bytes)

    def threshold(self, direction: int, payload_format: int, pool: str = "") -> int:
        """Return the size in bytes from which on a payload goes through shared memory."""
        key = (direction, payload_format, pool)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._search(direction, payload_format, pool)
        return found

    def _search(self, direction: int, payload_format: int, pool: str) -> int:
        for entry in self._entries:
            if (
                entry.pool in ("", pool)
                and entry.direction in (0, direction)
                and entry.format in (0, payload_format)
            ):
                return entry.threshold_bytes
        return self._default
