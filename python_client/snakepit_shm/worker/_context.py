"""What a running tool can ask about its own call."""

from __future__ import annotations

import contextvars
import math
from typing import TYPE_CHECKING, Any

from .._errors import ErrorCode, ShmError
from .._export import LEASE_TIMEOUT_S
from .._numpy import need_numpy
from .._reservation import Reservation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._magazine import Magazine


class CallContext:
    """The call that a tool is running in.

    ``tool`` is the name it was called by, ``session_id`` the caller's Snakepit session, ``metadata`` what the
    caller sent along, ``caller`` the session that results are addressed to (0: none).
    """

    __slots__ = ("_magazine", "arrays", "built", "caller", "metadata", "session_id", "tool")

    def __init__(
        self, tool: str, session_id: str, metadata: Any, caller: int, magazine: Magazine | None
    ) -> None:
        self.tool = tool
        self.session_id = session_id
        self.metadata = metadata
        self.caller = caller
        self.built: list[Reservation] = []
        self.arrays: list[Any] = []
        self._magazine = magazine

    def empty(self, shape: int | Sequence[int], dtype: Any = "float64") -> Any:
        """Return an uninitialised array to build a result in: returning it, or a part of it, costs no copy.

        Like ``numpy.empty``. Where no region is to be had it is ordinary memory, and the result is copied.
        """
        numpy = need_numpy("an array")
        wanted = numpy.dtype(dtype)
        extents = (shape,) if isinstance(shape, int) else tuple(shape)
        nbytes = math.prod(extents) * wanted.itemsize
        if self._magazine is None or not self.caller or not nbytes or wanted.hasobject:
            return numpy.empty(extents, wanted)
        try:
            region, warm = self._magazine.reserve(nbytes, self.caller, LEASE_TIMEOUT_S)
        except ShmError:
            return numpy.empty(extents, wanted)
        reservation = Reservation(self._magazine, region, nbytes, warm=warm)
        self.built.append(reservation)
        array = numpy.ndarray(extents, wanted, buffer=reservation.buffer)
        self.arrays.append(array)
        return array

    def freeze(self) -> None:
        """Make the built arrays read-only: the tool has returned."""
        for array in self.arrays:
            array.flags.writeable = False
        self.arrays.clear()

    def close(self) -> None:
        """Let go of the regions that results were built in."""
        self.arrays.clear()
        while self.built:
            self.built.pop().close()


CURRENT: contextvars.ContextVar[CallContext] = contextvars.ContextVar("snakepit_shm.current_call")


def current_call() -> CallContext:
    """Return the context of the tool that is running; ``INVALID_ARGUMENT`` outside of one."""
    try:
        return CURRENT.get()
    except LookupError:
        raise ShmError(ErrorCode.INVALID_ARGUMENT, "no tool is running here") from None
