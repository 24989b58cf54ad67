"""The client that applications use: one session with the sidecar, and the bytes that go through it."""

from __future__ import annotations

import atexit
import contextlib
import math
import os
import threading
import weakref
from typing import TYPE_CHECKING, Any

# Read by grpc when it is first imported: without it a forked child cannot attach anew.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

from ._copy import copy_array, copy_bytes, flat_bytes
from ._errors import ErrorCode, ShmError
from ._hello import Identity
from ._numpy import loaded_numpy, need_numpy
from ._opened import parse_ref, value_of_ref
from ._reservation import Reservation, Sealed
from ._session import Session
from ._types import check_dtype
from ._version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._epoch import Epoch
    from ._magazine import Magazine
    from ._proto.ref import ShmRef
    from ._reader import OpenedRef, Reader

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
        self._socket = socket
        self._identity = Identity(f"python/{VERSION}", tenant, bearer_token)
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._inherited: list[Session] = []
        self._closed = False
        _clients.add(self)

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
            client._attached_session(timeout_s)
        except ShmError:
            client.close()
            raise
        return client

    @property
    def session(self) -> int:
        """The id of the session: what others address refs to."""
        return self._epoch().session

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
        magazine = self._magazine()
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
        self._attached_session().settle([parse_ref(ref)], to)

    def close(self) -> None:
        """End the session. Idempotent. What was opened stays readable until it is dropped."""
        with self._lock:
            self._closed = True
            session, self._session = self._session, None
        if session is not None:
            session.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, ref: bytes | ShmRef) -> OpenedRef:
        return self._reader().open(parse_ref(ref))

    def _attached_session(self, timeout_s: float = 5.0) -> Session:
        session = self._session
        if session is None:
            with self._lock:
                if self._closed:
                    raise ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "the client is closed")
                session = self._session
                if session is None:
                    session = self._session = Session(self._socket, self._identity)
                    session.start()
        if not session.attached:
            session.wait_attached(timeout_s)
        return session

    def _epoch(self) -> Epoch:
        epoch = self._attached_session().epoch
        if epoch is None:
            raise ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "the session was lost this moment")
        return epoch

    def _magazine(self) -> Magazine:
        magazine = self._epoch().magazine
        if magazine is None:
            raise _unsupported()
        return magazine

    def _reader(self) -> Reader:
        reader = self._epoch().reader
        if reader is None:
            raise _unsupported()
        return reader

    def _forked(self) -> None:
        # The parent's session, its threads and its connection stay the parent's. They must not even be
        # finalized here: that would talk on the parent's socket.
        self._lock = threading.Lock()
        if self._session is not None:
            self._inherited.append(self._session)
            self._session = None


def _unsupported() -> ShmError:
    return ShmError(ErrorCode.MAP_FAILED, "this machine has no ordered memory accesses for Python")


def _close_all() -> None:
    for client in list(_clients):
        client.close()


def _fork_all() -> None:
    for client in list(_clients):
        client._forked()


_clients: weakref.WeakSet[Client] = weakref.WeakSet()
os.register_at_fork(after_in_child=_fork_all)
atexit.register(_close_all)
