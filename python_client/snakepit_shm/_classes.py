"""Size classes: regions come in powers of two from 64 KiB to 1 GiB."""

from __future__ import annotations

from . import _layout as layout
from ._errors import ErrorCode, ShmError


def class_of(nbytes: int) -> int:
    """Return the capacity of the smallest region that holds ``nbytes``; ``TOO_LARGE`` when there is none."""
    if nbytes > layout.MAX_REGION_BYTES:
        message = f"{nbytes} bytes do not fit the largest region of {layout.MAX_REGION_BYTES}"
        raise ShmError(ErrorCode.TOO_LARGE, message)
    return max(layout.MIN_REGION_BYTES, 1 << max(0, nbytes - 1).bit_length())


def batch_of(capacity: int) -> int:
    """Return how many regions of ``capacity`` are leased at once."""
    return 4 if capacity <= 1024**2 else 2 if capacity <= 16 * 1024**2 else 1
