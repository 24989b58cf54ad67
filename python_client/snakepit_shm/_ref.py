"""Does a ref make sense by itself? Asked before anything that it names is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _layout as layout
from ._errors import ErrorCode, ShmError
from ._seal import SEAL_BYTES
from ._types import Kind, parse_type

if TYPE_CHECKING:
    from ._proto.ref import ShmRef


def check_fields(ref: ShmRef) -> Kind:
    """Return the type of ``ref``; ``REF_MALFORMED`` when a field is missing or out of range."""
    limit = layout.MAX_ID
    if not (
        0 < ref.region <= limit
        and 0 < ref.lease <= limit
        and 0 < ref.owner <= limit
        and 0 < ref.n <= limit
        and ref.generation > 0
        and ref.expires_at_ms > 0
        and ref.slot < layout.SLOTS
        and ref.offset <= limit
        and ref.length <= limit
        and ref.token
        and len(ref.seal) == SEAL_BYTES
    ):
        raise ShmError(ErrorCode.REF_MALFORMED, "the ref lacks a field or holds one out of range")
    try:
        return parse_type(ref.type)
    except ValueError as error:
        raise ShmError(ErrorCode.REF_MALFORMED, f"the ref has no type: {error}") from None
