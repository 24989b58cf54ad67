"""The client that applications use: one session with the sidecar, and the bytes that go through it."""

from __future__ import annotations

import contextlib
import math
from typing import TYPE_CHECKING, Any

from ._attachment import Attachment
from ._copy import copy_array, copy_bytes, flat_bytes
from ._errors import ErrorCode, ShmError
from ._hello import Identity
from ._numpy import loaded_numpy, need_numpy
from ._opened import parse_ref, value_of_ref
from ._reservation import Reservation, Sealed
from ._types import check_dtype
from ._version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._proto.ref import ShmRef
    from ._reader import OpenedRef

_LEASE_TIMEOUT_S = 10.0


class Client:
    """A session with the sidecar at a Unix socket. Thread-safe; a forked child opens a session of its own.

    ::

        with Client.connect("/run/snakepit-shm/sidecar.sock") as client:
            with client.reserve((1000, 1000), "float32") as reservation:
                reservation.array[:] = 1.0
                sealed = reservation.seal()
            ref = sealed.ref(to=reader_session)   # bytes: send them any way you like
    """

    def __init__(self, socket: str, *, tenant: str = "", bearer_token: str = "") -> None:
        self._attachment = Attachment(socket, Identity(f"python/{VERSION}", tenant, bearer_token))

    @classmethod
    def connect(
        cls, socket: str, *, tenant: str = "", bearer_token: str = "", timeout_s: float = 5.0
    ) -> Client:
        """Attach to the sidecar at ``socket``, within ``timeout_s`` seconds.

        Raises ``SIDECAR_UNAVAILABLE``, ``ACCESS_DENIED`` or ``VERSION_UNSUPPORTED``. Later losses of the
        sidecar are mended in the background.
        """
        client = cls(socket, tenant=tenant, bearer_token=bearer_token)
        try:
            client._attachment.session(timeout_s)
        except ShmError:
            client.close()
            raise
        return client

    @property
    def session(self) -> int:
        """The id of the session: what others address refs to."""
        return self._attachment.epoch().session

    def reserve(
        self,
        size: int | Sequence[int],
        dtype: Any = None,
        *,
        to: int = 0,
        timeout_s: float = _LEASE_TIMEOUT_S,
    ) -> Reservation:
        """Take a region for ``size`` bytes, or, with ``dtype``, for an array of the shape ``size``.

        ``to``, where it is known, picks the region that this reader has mapped already. Raises ``TOO_LARGE``,
        ``NO_SPACE``, ``LIMIT_EXCEEDED`` or ``SIDECAR_UNAVAILABLE``.
        """
        array_of = None
        if dtype is not None:
            wanted = need_numpy("an array").dtype(dtype)
            shape = (size,) if isinstance(size, int) else tuple(size)
            array_of = (check_dtype(wanted), shape)
            nbytes = math.prod(shape) * wanted.itemsize
        elif isinstance(size, int):
            nbytes = size
        else:
            raise ShmError(ErrorCode.INVALID_ARGUMENT, "a shape needs a dtype")
        if nbytes < 0:
            raise ShmError(ErrorCode.INVALID_ARGUMENT, f"cannot reserve {nbytes} bytes")
        magazine = self._attachment.magazine()
        region, warm = magazine.reserve(nbytes, to, timeout_s)
        return Reservation(magazine, region, nbytes, warm=warm, array_of=array_of)

    def seal(self, value: Any, *, to: int = 0, checksum: bool = False) -> Sealed:
        """Copy an array or a bytes-like object into a region and seal it."""
        numpy = loaded_numpy()
        if numpy is not None and isinstance(value, numpy.ndarray):
            reservation = self.reserve(value.shape, value.dtype, to=to)
            with reservation:
                if value.nbytes:
                    copy_array(reservation.buffer, value)
                return reservation.seal(checksum=checksum)
        if not isinstance(value, (bytes, bytearray, memoryview)):
            message = f"cannot seal a {type(value).__name__}: arrays and bytes-like objects only"
            raise ShmError(ErrorCode.INVALID_ARGUMENT, message)
        flat = flat_bytes(value)
        with self.reserve(len(flat), to=to) as reservation:
            copy_bytes(reservation.buffer, flat)
            return reservation.seal(checksum=checksum)

    def open(self, ref: bytes | ShmRef) -> Any:
        """Accept ``ref`` and return what it refers to, without a copy: a memoryview or a numpy array.

        Read-only. The ref is released when the last view of it is gone: slices, reshaped arrays and all. Each
        ref opens once. Raises the codes of the table in docs/protocol.md.
        """
        opened = self._open(ref)
        return value_of_ref(opened)

    @contextlib.contextmanager
    def view(self, ref: bytes | ShmRef) -> Iterator[Any]:
        """Like :meth:`open`, for a ``with`` block, at whose end the generation is checked again.

        ``STALE_GENERATION`` then says that the bytes changed under the view: do not trust what was computed.
        """
        opened = self._open(ref)
        yield value_of_ref(opened)
        opened.check_generation()

    def settle(self, ref: bytes | ShmRef, *, to: int) -> None:
        """Tell the session ``to`` that the message with ``ref`` did not arrive, so that it counts as done."""
        self._attachment.session().settle([parse_ref(ref)], to)

    def close(self) -> None:
        """End the session. Idempotent. What was opened stays readable until it is dropped."""
        self._attachment.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, ref: bytes | ShmRef) -> OpenedRef:
        parsed = parse_ref(ref)
        if not self._attachment.reader().known.has(parsed.lease):
            self._attachment.session()  # only the sidecar can tell: wait for it
        return self._attachment.reader().open(parsed)
