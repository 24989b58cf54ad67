"""The seal of a ref: HMAC-SHA256 under the key of the lease (docs/protocol.md, "Seal input")."""

from __future__ import annotations

import hmac
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._proto.ref import ShmRef

SEAL_BYTES = 32
KEY_BYTES = 32

_INPUT = struct.Struct("<8s8Q3I")
_MAGIC = b"SPSHMRF1"


def seal_input(ref: ShmRef) -> bytes:
    """Return the bytes that the seal of ``ref`` covers: 84 bytes and the type."""
    kind = ref.type
    return (
        _INPUT.pack(
            _MAGIC,
            ref.region,
            ref.lease,
            ref.owner,
            ref.n,
            ref.generation,
            ref.offset,
            ref.length,
            ref.expires_at_ms,
            ref.record,
            ref.slot,
            len(kind),
        )
        + kind
    )


def seal_of(ref: ShmRef, key: bytes) -> bytes:
    """Return the 32-byte seal of ``ref`` under ``key``."""
    return hmac.digest(key, seal_input(ref), "sha256")


def seal_matches(ref: ShmRef, key: bytes) -> bool:
    """Say whether ``ref`` carries the right seal; compared in constant time."""
    return hmac.compare_digest(seal_of(ref, key), ref.seal)
