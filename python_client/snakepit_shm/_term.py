"""Python values to ``Term`` messages, with large binaries and all arrays lifted out of the tree.

============================================  ===========================================================
Python                                        Term
============================================  ===========================================================
None, bool, float, str, list, tuple, dict     the kind of that name; subclasses like their base
int                                           ``integer``, or ``big_integer`` beyond 64 bits
list of floats only, of 64-bit integers only  ``floats``, ``integers``: packed
bytes, bytearray, memoryview                  ``binary`` below 1 KiB, lifted from there on
numpy.ndarray                                 always lifted: the tree has no kind for it
numpy scalar                                  the Python scalar of the same value
date, datetime, time                          ``text`` in ISO 8601
Decimal                                       ``text``
============================================  ===========================================================

Everything else, and what lies deeper than :data:`MAX_DEPTH`, is ``INVALID_ARGUMENT`` with type and place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ._copy import flat_bytes
from ._errors import ErrorCode, ShmError
from ._numpy import loaded_numpy
from ._term_scalars import INT64_MAX, INT64_MIN, SCALARS, Unsendable
from ._types import FORMAT_NDARRAY, FORMAT_RAW, RAW_TYPE, array_type, check_dtype

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._proto.term import Term

LIFT_BYTES = 1024
# Each level takes two nested messages, and decoders stop at a hundred.
MAX_DEPTH = 40


class Part(NamedTuple):
    """One value lifted out of the tree: a bytes-like object or an array, and how to announce it."""

    value: Any
    type: bytes  # serialized TypeInfo
    format: int
    nbytes: int


def encode_term(value: object, term: Term, *, root: str = "value") -> list[Part]:
    """Write ``value`` into ``term`` and return what was lifted out, in order of payload index.

    ``root`` names the value in error messages. Raises :class:`ShmError` ``INVALID_ARGUMENT``.
    """
    parts: list[Part] = []
    try:
        _encode(value, term, parts, 0)
    except Unsendable as error:
        place = root + "".join(reversed(error.path))
        raise ShmError(ErrorCode.INVALID_ARGUMENT, f"{place}: {error.reason}") from None
    return parts


def _encode(value: Any, term: Term, parts: list[Part], depth: int) -> None:
    encoder = _ENCODERS.get(type(value))
    if encoder is None:
        encoder = _encoder_of_subclass(value)
    encoder(value, term, parts, depth)


def _bytes(value: Any, term: Term, parts: list[Part], _depth: int) -> None:
    flat = flat_bytes(value)
    size = len(flat)
    if size < LIFT_BYTES:
        term.binary = bytes(flat)
    else:
        term.payload = len(parts)
        parts.append(Part(flat, RAW_TYPE, FORMAT_RAW, size))


def _list(value: list[Any], term: Term, parts: list[Part], depth: int) -> None:
    kinds = set(map(type, value))
    if kinds == {float}:
        term.floats.values.extend(value)
    elif kinds == {int} and min(value) >= INT64_MIN and max(value) <= INT64_MAX:
        term.integers.values.extend(value)
    else:
        _items(value, term.list, parts, depth)


def _tuple(value: tuple[Any, ...], term: Term, parts: list[Part], depth: int) -> None:
    _items(value, term.tuple, parts, depth)


def _items(value: Any, target: Any, parts: list[Part], depth: int) -> None:
    _check_depth(depth)
    target.SetInParent()
    add = target.items.add
    index = 0
    try:
        for index, item in enumerate(value):  # noqa: B007 - the index of the item that fails
            _encode(item, add(), parts, depth + 1)
    except Unsendable as error:
        error.path.append(f"[{index}]")
        raise


def _dict(value: dict[Any, Any], term: Term, parts: list[Part], depth: int) -> None:
    _check_depth(depth)
    target = term.map
    target.SetInParent()
    add_key, add_value = target.keys.add, target.values.add
    key: Any = None
    try:
        for key, item in value.items():
            _encode(key, add_key(), parts, depth + 1)
            _encode(item, add_value(), parts, depth + 1)
    except Unsendable as error:
        error.path.append(f"[{key!r}]" if isinstance(key, (str, int)) else f"[{type(key).__name__} key]")
        raise


def _check_depth(depth: int) -> None:
    if depth >= MAX_DEPTH:
        raise Unsendable(f"nested deeper than {MAX_DEPTH} levels, or in a cycle")


def _array(value: Any, term: Term, parts: list[Part], _depth: int) -> None:
    try:
        dtype = check_dtype(value.dtype)
    except ShmError as error:
        raise Unsendable(error.message) from None
    term.payload = len(parts)
    parts.append(Part(value, array_type(dtype, value.shape), FORMAT_NDARRAY, value.nbytes))


def _numpy_scalar(value: Any, term: Term, parts: list[Part], depth: int) -> None:
    plain = value.item()
    if isinstance(plain, loaded_numpy().longdouble):
        plain = float(plain)
    _encode(plain, term, parts, depth)


_ENCODERS: dict[type, Callable[[Any, Term, list[Part], int], None]] = {
    **SCALARS,
    bytes: _bytes,
    bytearray: _bytes,
    memoryview: _bytes,
    list: _list,
    tuple: _tuple,
    dict: _dict,
}


def _encoder_of_subclass(value: object) -> Callable[[Any, Term, list[Part], int], None]:
    numpy = loaded_numpy()
    if numpy is not None:
        if isinstance(value, numpy.ndarray):
            return _array
        if isinstance(value, numpy.generic) and not isinstance(value, (str, bytes, float)):
            return _numpy_scalar
    for base in type(value).__mro__:
        if base in _ENCODERS and base is not object:
            return _ENCODERS[base]
    raise Unsendable(f"a value of type {type(value).__module__}.{type(value).__qualname__} cannot be sent")
