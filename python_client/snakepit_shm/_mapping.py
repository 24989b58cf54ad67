"""One mapped shared-memory object: ``mmap`` by ctypes, unmapped when nobody can reach its bytes any more.

The ``mmap`` module of Python will not do: it cannot tell when the last view is gone, and closing it under a
live view is an error that cannot be caught. Here each user of the bytes holds the :class:`Mapping`, and the
pages go away with the last of them.
"""

from __future__ import annotations

import ctypes
import os
import weakref

from ._errors import ErrorCode, ShmError

_PROT_READ = 1
_PROT_WRITE = 2
_MAP_SHARED = 1
_MAP_POPULATE = 0x8000  # Linux: enters the pages, which are allocated already, into the page table now
_MAP_FAILED = ctypes.c_void_p(-1).value

_libc = ctypes.CDLL(None, use_errno=True)
_mmap = _libc.mmap
_mmap.argtypes = (
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_long,
)
_mmap.restype = ctypes.c_void_p
_munmap = _libc.munmap
_munmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
_munmap.restype = ctypes.c_int

# An array type a size: ctypes.Array types are not cheap to make, and there are few sizes.
_array_types: dict[int, type[ctypes.Array[ctypes.c_ubyte]]] = {}


class Mapping:
    """``size`` bytes of a shared-memory object at ``address``.

    Unmapped when the last reference to this object is dropped. An exporter holds one, and every view and
    array made of the exporter holds the exporter.
    """

    __slots__ = ("__weakref__", "address", "anchor", "size", "writable")

    def __init__(self, address: int, size: int, *, writable: bool, anchor: object = None) -> None:
        self.address = address
        self.anchor = anchor  # lives as long as the mapping: the lock of the session that mapped it
        self.size = size
        self.writable = writable
        weakref.finalize(self, _munmap, address, size).atexit = False

    def exporter(self) -> ctypes.Array[ctypes.c_ubyte]:
        """Return a new buffer exporter over the whole object. It holds the mapping."""
        kind = _array_types.get(self.size)
        if kind is None:
            kind = _array_types.setdefault(self.size, ctypes.c_ubyte * self.size)
        exporter = kind.from_address(self.address)
        exporter.__dict__["mapping"] = self
        return exporter


def map_object(path: str, size: int, *, writable: bool, anchor: object = None) -> Mapping:
    """Map the first ``size`` bytes of the object at ``path``; the mapping keeps ``anchor`` alive.

    Raises :class:`ShmError` ``MAP_FAILED`` when it cannot be opened or mapped, or when it is smaller than
    ``size``: touching a page past the end of an object would kill the process.
    """
    flags = (os.O_RDWR if writable else os.O_RDONLY) | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        fd = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise _map_failed("cannot be opened", error) from None
    try:
        actual = os.fstat(fd).st_size
        if size <= 0 or actual < size:
            raise ShmError(ErrorCode.MAP_FAILED, f"the object has {actual} bytes, {size} were announced")
        protection = _PROT_READ | _PROT_WRITE if writable else _PROT_READ
        # A writer would fault on each page: entering them all now takes a third of the time. A reader faults
        # on few, the kernel maps their neighbours with them, and it may not read everything.
        sharing = _MAP_SHARED | _MAP_POPULATE if writable else _MAP_SHARED
        address = _mmap(None, size, protection, sharing, fd, 0)
        if address is None or address == _MAP_FAILED:
            errno = ctypes.get_errno()
            raise _map_failed("cannot be mapped", OSError(errno, os.strerror(errno)))
        return Mapping(address, size, writable=writable, anchor=anchor)
    finally:
        os.close(fd)


def _map_failed(what: str, error: OSError | ValueError) -> ShmError:
    # strerror only: the text of an OSError holds the name of the object.
    cause = getattr(error, "strerror", None) or type(error).__name__
    return ShmError(ErrorCode.MAP_FAILED, f"the shared-memory object {what}: {cause}")
