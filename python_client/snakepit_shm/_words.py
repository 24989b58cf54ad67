"""Loads with acquire order and stores with release order on the 64-bit words of shared memory.

On x86-64 every aligned 8-byte load acquires and every aligned 8-byte store releases (TSO), and indexing a
``memoryview`` of format ``Q`` is one such access. Elsewhere libatomic does it through ctypes. Where neither
is at hand :func:`words_supported` is false: such a process maps nothing and sends everything inline.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import platform
import sys
from typing import Any, Protocol

_ACQUIRE = 2  # memory_order_acquire of C11
_RELEASE = 3  # memory_order_release of C11


class Words(Protocol):
    """64-bit words by index. Reading acquires, writing releases."""

    def __getitem__(self, index: int, /) -> int: ...

    def __setitem__(self, index: int, value: int, /) -> None: ...


class AtomicWords:
    """Words through libatomic, for machines that reorder memory accesses.

    ``buffer`` must be writable and is kept alive. Indexes out of range raise ``IndexError``.
    """

    def __init__(self, buffer: memoryview, libatomic: ctypes.CDLL) -> None:
        self._anchor = (ctypes.c_ubyte * buffer.nbytes).from_buffer(buffer)
        self._address = ctypes.addressof(self._anchor)
        self._count = buffer.nbytes // 8
        self._load: Any = libatomic["__atomic_load_8"]
        self._load.argtypes = (ctypes.c_void_p, ctypes.c_int)
        self._load.restype = ctypes.c_uint64
        self._store: Any = libatomic["__atomic_store_8"]
        self._store.argtypes = (ctypes.c_void_p, ctypes.c_uint64, ctypes.c_int)
        self._store.restype = None

    def __getitem__(self, index: int) -> int:
        value: int = self._load(self._at(index), _ACQUIRE)
        return value

    def __setitem__(self, index: int, value: int) -> None:
        self._store(self._at(index), value, _RELEASE)

    def _at(self, index: int) -> int:
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._address + 8 * index


def words_of(buffer: memoryview) -> Words:
    """Return the words of ``buffer``, a writable view of bytes whose address is a multiple of 8."""
    if _is_total_store_order():
        return buffer.cast("Q")
    libatomic = _libatomic()
    if libatomic is None:
        raise RuntimeError("this machine has no ordered 64-bit memory accesses for Python")
    return AtomicWords(buffer, libatomic)


def words_supported() -> bool:
    """Say whether :func:`words_of` works here."""
    return sys.byteorder == "little" and (_is_total_store_order() or _libatomic() is not None)


def _is_total_store_order() -> bool:
    return platform.machine() in {"x86_64", "AMD64"} and sys.maxsize > 2**32


@functools.cache
def _libatomic() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("atomic") or "libatomic.so.1"
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None
