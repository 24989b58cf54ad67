"""Refs as applications have them, and the values behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import ErrorCode, ShmError
from ._proto.ref import ShmRef
from ._term_decode import decode_serialized
from ._types import FORMAT_TERM, Kind, value_of
from ._wire import parse

if TYPE_CHECKING:
    from ._reader import OpenedRef


def parse_ref(ref: bytes | ShmRef) -> ShmRef:
    """Return the message of a ref in either form; ``REF_MALFORMED`` when it does not decode."""
    if isinstance(ref, ShmRef):
        return ref
    try:
        return parse(ShmRef, bytes(ref))
    except (ValueError, TypeError):
        raise ShmError(ErrorCode.REF_MALFORMED, "the ref does not decode") from None


def value_of_ref(opened: OpenedRef) -> Any:
    """Return what an opened ref refers to; from now on only that value keeps the ref from being released."""
    data = opened.data
    opened.drop_data()
    return typed_value(opened.kind, data)


def typed_value(kind: Kind, data: memoryview) -> Any:
    """Return ``data`` as what ``kind`` says, whichever format that is."""
    return decode_serialized(data) if kind.format == FORMAT_TERM else value_of(kind, data)
