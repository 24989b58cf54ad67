"""Regions on their way: reserved and writable, then sealed and referred to."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from ._crc32c import crc32c
from ._errors import ErrorCode, ShmError
from ._numpy import loaded_numpy, need_numpy
from ._types import RAW_TYPE, array_type

if TYPE_CHECKING:
    from ._magazine import Magazine
    from ._proto.ref import ShmRef
    from ._region import Region


class Reservation:
    """A region being written. ``buffer`` holds its first ``nbytes`` bytes, writable.

    Seal it, or cancel it; as a context manager it is cancelled unless it was sealed. Do not write through
    a view that you kept after sealing: such a view keeps the region from being used again, that is all.
    """

    def __init__(
        self,
        magazine: Magazine,
        region: Region,
        nbytes: int,
        *,
        warm: bool,
        array_of: tuple[str, tuple[int, ...]] | None = None,
    ) -> None:
        self._magazine = magazine
        self._region = region
        self._open = True
        self._array_of = array_of
        exporter = region.begin()
        self._address = ctypes.addressof(exporter)
        self.buffer = memoryview(exporter).cast("B")[:nbytes]
        self.warm = warm  # the region was at hand
        self._sealed: Sealed | None = None

    @property
    def array(self) -> Any:
        """The writable numpy array of what was reserved by shape and dtype; of bytes otherwise."""
        numpy = need_numpy("an array")
        dtype, shape = self._array_of or ("|u1", (self.buffer.nbytes,))
        return numpy.ndarray(shape, dtype, buffer=self.buffer if self.buffer.nbytes else None)

    def place_of(self, value: Any) -> tuple[int, int] | None:
        """Return (offset, length) when the bytes of ``value`` lie in this region without gaps."""
        size = self.buffer.nbytes if self._sealed is None else self._sealed.data.nbytes
        if not size:
            return None
        numpy = loaded_numpy()
        if numpy is not None and isinstance(value, numpy.ndarray):
            if not value.flags.c_contiguous:
                return None
            address, length = value.__array_interface__["data"][0], value.nbytes
        elif isinstance(value, memoryview) and not value.readonly and value.nbytes:
            address, length = ctypes.addressof(ctypes.c_ubyte.from_buffer(value)), value.nbytes
        else:
            return None
        offset = address - self._address
        inside = offset >= 0 and offset + length <= size
        return (offset, length) if inside else None

    def seal(self, length: int | None = None, *, checksum: bool = False) -> Sealed:
        """End writing and return the sealed region, of ``length`` bytes or of all that were reserved."""
        if not self._open:
            raise ShmError(ErrorCode.INVALID_ARGUMENT, "this reservation is sealed or cancelled already")
        size = self.buffer.nbytes
        if length is None:
            length = size
        if not 0 <= length <= size:
            raise ShmError(ErrorCode.INVALID_ARGUMENT, f"cannot seal {length} bytes of {size} reserved ones")
        self._open = False
        crc = crc32c(self.buffer[:length]) if checksum else None
        self._region.finish(length, crc)
        kind = RAW_TYPE if self._array_of is None else array_type(*self._array_of)
        sealed = Sealed(self._magazine, self._region, self.buffer[:length].toreadonly(), kind)
        self.buffer = memoryview(b"")
        return sealed

    def seal_once(self) -> Sealed:
        """Return what :meth:`seal` returned, or seal everything now."""
        if self._sealed is None:
            self._sealed = self.seal()
        return self._sealed

    def close(self) -> None:
        """Let go of the region, sealed or not. Idempotent."""
        if self._sealed is not None:
            self._sealed.release()
        self.cancel()

    def cancel(self) -> None:
        """Give the region back unsent. Idempotent; does nothing after :meth:`seal`."""
        if self._open:
            self._open = False
            self._region.finish(0, None)
            self.buffer = memoryview(b"")
            self._magazine.give_back(self._region)

    def __enter__(self) -> Reservation:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()


class Sealed:
    """Sealed bytes that may be sent any number of times until :meth:`release`."""

    def __init__(self, magazine: Magazine, region: Region, data: memoryview, kind: bytes) -> None:
        # Dropped on release: whoever holds the magazine holds the session's lock.
        self._magazine: Magazine | None = magazine
        self._kind = kind
        self._region: Region | None = region
        self.data = data  # read-only; keeps the region from being written again

    def ref(self, to: int) -> bytes:
        """Return a new ref, serialized, that the session ``to`` can open, once.

        If the message that carries it does not arrive, call :meth:`Client.settle`, or the region waits for
        that reader until its session ends.
        """
        return self.address(to, 0, self.data.nbytes, self._kind).SerializeToString()

    def address(self, reader: int, offset: int, length: int, kind: bytes) -> ShmRef:
        """Return a new ref to ``length`` bytes at ``offset`` for the session ``reader``.

        Raises ``STALE_LEASE``, ``TOKEN_EXPIRED`` or ``LIMIT_EXCEEDED``: see :meth:`Magazine.address`.
        """
        if self._region is None or self._magazine is None:
            raise ShmError(ErrorCode.INVALID_ARGUMENT, "the sealed region was released")
        return self._magazine.address(self._region, reader, offset, length, kind)

    def release(self) -> None:
        """Let the region be used again once all who were sent a ref are done. Idempotent."""
        region, self._region = self._region, None
        magazine, self._magazine = self._magazine, None
        self.data = memoryview(b"")
        if region is not None and magazine is not None:
            magazine.give_back(region)

    def __enter__(self) -> Sealed:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
