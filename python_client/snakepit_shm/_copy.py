"""Copies into mapped memory at the speed of ``memcpy``, with the GIL released where the copy is long."""

from __future__ import annotations

import ctypes
from typing import Any

from ._numpy import loaded_numpy

# From here on the copy takes so long that other threads should run meanwhile.
_LONG_COPY_BYTES = 256 * 1024


def copy_bytes(target: memoryview, source: bytes | bytearray | memoryview) -> None:
    """Copy ``source`` into ``target``, both of bytes, contiguous and of the same length."""
    size = target.nbytes
    if size < _LONG_COPY_BYTES:
        target[:] = source
        return
    numpy = loaded_numpy()
    if numpy is not None:
        numpy.copyto(numpy.frombuffer(target, numpy.uint8), numpy.frombuffer(source, numpy.uint8))
    elif isinstance(source, bytes):
        anchor = (ctypes.c_ubyte * size).from_buffer(target)
        ctypes.memmove(anchor, source, size)
    else:
        target[:] = source


def copy_array(target: memoryview, source: Any) -> None:
    """Copy the numpy array ``source``, of any strides, into ``target`` in C order."""
    numpy = loaded_numpy()
    numpy.copyto(numpy.ndarray(source.shape, source.dtype, buffer=target), source)


def flat_bytes(value: bytes | bytearray | memoryview) -> bytes | bytearray | memoryview:
    """Return ``value`` as a flat sequence of bytes, copied only when it is a memoryview with gaps."""
    if not isinstance(value, memoryview):
        return value
    if value.format == "B" and value.ndim == 1 and value.c_contiguous:
        return value
    return value.cast("B") if value.c_contiguous and value.nbytes else value.tobytes()
