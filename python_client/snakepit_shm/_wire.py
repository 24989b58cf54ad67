"""Strict parsing of messages that come from outside of gRPC.

The protobuf of Debian 12 takes bytes with a stray end-group tag for a message that simply ends there, with no
more than a warning. The fields of the outermost level are therefore walked first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from google.protobuf.message import DecodeError

if TYPE_CHECKING:
    from google.protobuf.message import Message

_Message = TypeVar("_Message", bound="Message")

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10


def parse(kind: type[_Message], data: bytes) -> _Message:
    """Return the message in ``data``; ``ValueError`` when it does not decode to its end."""
    _walk(data)
    message = kind()
    try:
        message.ParseFromString(data)
    except DecodeError:
        raise ValueError("the bytes do not decode") from None
    return message


def _walk(data: bytes) -> None:
    at, end = 0, len(data)
    while at < end:
        tag, at = _varint(data, at)
        wire_type = tag & 7
        if tag >> 3 == 0:
            raise ValueError("a field has the number 0")
        if wire_type == _VARINT:
            _, at = _varint(data, at)
        elif wire_type == _LENGTH:
            length, at = _varint(data, at)
            at += length
        elif wire_type in (_FIXED64, _FIXED32):
            at += 8 if wire_type == _FIXED64 else 4
        else:
            raise ValueError(f"a field has the wire type {wire_type}")
    if at != end:
        raise ValueError("the bytes end inside of a field")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(data[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:  # noqa: PLR2004 - no more bytes follow
            return value, at + index + 1
    raise ValueError("a varint does not end")
