"""``Term`` messages to Python values. Atoms come as str, binaries as read-only memoryviews."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ._errors import ErrorCode, ShmError
from ._proto.term import Term
from ._wire import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ._proto.term import TermMap

# More than any message holds whose nesting protobuf accepts; a second fence behind that one.
_MAX_DEPTH = 100
_BIG_INTEGER = re.compile(r"-?[0-9]{1,4300}", re.ASCII)


def decode_term(term: Term, payloads: Sequence[object]) -> Any:
    """Return the value of ``term``; ``payloads[i]`` takes the place of the part with index ``i``.

    Raises :class:`ShmError` ``INVALID_ARGUMENT`` when the term has no meaning in Python.
    """
    return _decode(term, payloads, 0)


def decode_serialized(data: bytes | memoryview) -> Any:
    """Return the value of a serialized term that stands alone, without payloads."""
    try:
        term = parse(Term, bytes(data))
    except ValueError:
        raise _invalid("a payload of format term does not decode") from None
    return decode_term(term, ())


def _decode(term: Term, payloads: Sequence[object], depth: int) -> Any:
    kind = term.WhichOneof("kind")
    scalar = _SCALARS.get(kind or "")
    if scalar is not None:
        return scalar(term)
    if depth >= _MAX_DEPTH:
        raise _invalid(f"a term is nested deeper than {_MAX_DEPTH} levels")
    if kind == "payload":
        index = term.payload
        if index >= len(payloads):
            raise _invalid(f"a term names payload {index}, the message has {len(payloads)}")
        return payloads[index]
    if kind == "map":
        return _decode_map(term.map, payloads, depth)
    if kind == "list":
        return [_decode(item, payloads, depth + 1) for item in term.list.items]
    if kind == "tuple":
        return tuple(_decode(item, payloads, depth + 1) for item in term.tuple.items)
    raise _invalid("a term has no kind that this version knows")


def _decode_map(term: TermMap, payloads: Sequence[object], depth: int) -> dict[Any, Any]:
    keys = [_decode_key(key, depth + 1) for key in term.keys]
    if len(keys) != len(term.values):
        raise _invalid(f"a map has {len(keys)} keys and {len(term.values)} values")
    decoded = {key: _decode(item, payloads, depth + 1) for key, item in zip(keys, term.values, strict=True)}
    if len(decoded) != len(keys):
        raise _invalid("two keys of a map are equal in Python (an atom and a text, or 1 and 1.0)")
    return decoded


def _decode_key(term: Term, depth: int) -> Any:
    kind = term.WhichOneof("kind")
    if kind == "text":
        return term.text
    if kind == "binary":
        return term.binary
    key = _hashable(_decode(term, (), depth))
    if isinstance(key, dict):
        raise _invalid("a map is the key of a map: Python has no such key")
    return key


def _hashable(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(_hashable(item) for item in value)
    if isinstance(value, memoryview):
        return bytes(value)
    if isinstance(value, dict):
        raise _invalid("a map is part of the key of a map: Python has no such key")
    return value


def _big_integer(term: Term) -> int:
    digits = term.big_integer
    if _BIG_INTEGER.fullmatch(digits) is None:
        raise _invalid("a big integer is not made of 1 to 4300 decimal digits")
    return int(digits)


def _invalid(message: str) -> ShmError:
    return ShmError(ErrorCode.INVALID_ARGUMENT, message)


_SCALARS: dict[str, Callable[[Term], Any]] = {
    "null": lambda _term: None,
    "boolean": lambda term: term.boolean,
    "integer": lambda term: term.integer,
    "big_integer": _big_integer,
    "float": lambda term: term.float,
    "text": lambda term: term.text,
    "binary": lambda term: memoryview(term.binary),
    "atom": lambda term: term.atom,
    "floats": lambda term: list(term.floats.values),
    "integers": lambda term: list(term.integers.values),
}
