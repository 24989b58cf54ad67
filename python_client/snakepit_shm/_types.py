"""What the bytes of a payload are: raw, one n-dimensional array, an Arrow stream, or a term.

A type travels as a serialized ``TypeInfo``; :func:`parse_type` turns it into a :class:`Kind` and remembers
the result, because the same few types arrive over and over.
"""

from __future__ import annotations

import functools
import math
import re
from typing import Any, NamedTuple

from . import _layout as layout
from ._errors import ErrorCode, ShmError
from ._numpy import need_numpy
from ._proto.ref import NdArrayInfo, TypeInfo
from ._wire import parse

FORMAT_RAW = 1
FORMAT_NDARRAY = 2
FORMAT_ARROW = 3
FORMAT_TERM = 4

_MAX_DIMENSIONS = 32  # what numpy 1.x takes
# Byte order, kind, bytes an element, unit of a date: ``dtype.str`` of all but objects and records.
_DTYPE = re.compile(r"[<>|]([biufcSUVMm])(\d{1,9})(\[\d*[a-zA-Z]{1,8}\])?", re.ASCII)


class Kind(NamedTuple):
    """A parsed ``TypeInfo``; ``dtype``, ``shape``, ``strides`` (bytes; ``None``: C order) are of arrays."""

    format: int
    dtype: str = ""
    shape: tuple[int, ...] = ()
    strides: tuple[int, ...] | None = None
    span: int = 0  # bytes from the first element to the end of the last one

    def __str__(self) -> str:
        if self.format != FORMAT_NDARRAY:
            return {FORMAT_RAW: "raw", FORMAT_ARROW: "arrow", FORMAT_TERM: "term"}[self.format]
        return f"array {self.dtype} {list(self.shape)}"

    def check(self, length: int) -> None:
        """Raise ``TYPE_MISMATCH`` unless ``length`` bytes can hold this type."""
        if self.format != FORMAT_NDARRAY:
            return
        fits = length == self.span if self.strides is None else length >= self.span
        if not fits:
            message = f"{self} takes {self.span} bytes, the payload has {length}"
            raise ShmError(ErrorCode.TYPE_MISMATCH, message)


RAW = Kind(FORMAT_RAW)
RAW_TYPE = TypeInfo(format=FORMAT_RAW).SerializeToString()


@functools.lru_cache(maxsize=1024)
def parse_type(serialized: bytes) -> Kind:
    """Return the :class:`Kind` of a serialized ``TypeInfo``; ``ValueError`` when it makes no sense."""
    info = parse(TypeInfo, serialized)
    if info.format in {FORMAT_RAW, FORMAT_ARROW, FORMAT_TERM}:
        return Kind(info.format)
    if info.format != FORMAT_NDARRAY:
        raise ValueError(f"unknown format {info.format}")
    return _parse_array(info.ndarray)


def _parse_array(array: NdArrayInfo) -> Kind:
    itemsize = _itemsize(array.dtype)
    shape = tuple(array.shape)
    if len(shape) > _MAX_DIMENSIONS or any(extent > layout.MAX_ID for extent in shape):
        raise ValueError("the shape is out of range")
    if not array.strides:
        return Kind(FORMAT_NDARRAY, array.dtype, shape, None, math.prod(shape) * itemsize)
    strides = tuple(array.strides)
    if len(strides) != len(shape):
        raise ValueError("shape and strides differ in length")
    if any(stride < 0 for stride in strides):
        raise ValueError("a stride is negative: the array would begin before its first byte")
    elements = math.prod(shape)
    last = sum((extent - 1) * stride for extent, stride in zip(shape, strides, strict=True))
    span = last + itemsize if elements else 0
    # A broadcast array could claim any size, and a tool would work through it for ever.
    if elements * itemsize > span:
        raise ValueError("the elements overlap")
    return Kind(FORMAT_NDARRAY, array.dtype, shape, strides, span)


def _itemsize(dtype: str) -> int:
    match = _DTYPE.fullmatch(dtype)
    if match is None:
        raise ValueError(f"unknown element type {dtype[:32]!r}")
    # A unicode character of numpy takes four bytes.
    return int(match[2]) * (4 if match[1] == "U" else 1)


@functools.lru_cache(maxsize=1024)
def array_type(dtype: str, shape: tuple[int, ...]) -> bytes:
    """Return the serialized ``TypeInfo`` of a C-contiguous array of ``dtype`` and ``shape``."""
    array = NdArrayInfo(dtype=dtype, shape=shape)
    return TypeInfo(format=FORMAT_NDARRAY, ndarray=array).SerializeToString()


def check_dtype(dtype: Any) -> str:
    """Return the type string of a numpy dtype; ``INVALID_ARGUMENT`` when its elements cannot travel."""
    text: str = dtype.str
    # Objects are pointers; records and foreign types (bfloat16 …) do not survive as a type string.
    plain = dtype.names is None and not dtype.hasobject and dtype.type.__module__ == "numpy"
    if not plain or _DTYPE.fullmatch(text) is None:
        raise ShmError(ErrorCode.INVALID_ARGUMENT, f"arrays of dtype {dtype} cannot be sent")
    return text


@functools.lru_cache(maxsize=256)
def _numpy_dtype(dtype: str) -> Any:
    return need_numpy(f"an array of {dtype}").dtype(dtype)


def value_of(kind: Kind, data: memoryview) -> Any:
    """Return ``data`` as what ``kind`` says, without a copy: the memoryview itself or a numpy array of it.

    A read-only ``data`` gives a read-only array. Arrow streams come as their bytes, for
    ``pyarrow.ipc.open_stream``. Raises ``TYPE_MISMATCH`` when type and length do not agree.
    """
    if kind.format != FORMAT_NDARRAY:
        return data
    kind.check(data.nbytes)
    try:
        numpy = need_numpy("an array")
        # numpy would take a memoryview for the writable memory behind it; an array of it stays read-only.
        # An empty buffer has no address that numpy would take, and an empty array needs none.
        flat = numpy.frombuffer(data, numpy.uint8) if data.nbytes else None
        array = numpy.ndarray(kind.shape, _numpy_dtype(kind.dtype), buffer=flat, strides=kind.strides)
    except (ValueError, TypeError) as error:
        message = f"{kind} cannot be made of {data.nbytes} bytes: {error}"
        raise ShmError(ErrorCode.TYPE_MISMATCH, message) from None
    if flat is None:
        array.flags.writeable = False
    return array
