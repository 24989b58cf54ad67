"""Where the payloads of a message go, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._reports import PayloadNote, Reason
from ._words import words_supported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._magazine import Magazine
    from ._policy import Policy
    from ._proto.ref import ShmRef
    from ._reservation import Reservation

TRANSFER_AUTO = 0
TRANSFER_INLINE = 1
TRANSFER_SHM = 2


_NO_MAGAZINE = Reason.NO_SESSION if words_supported() else Reason.UNSUPPORTED_PLATFORM


class Target(NamedTuple):
    """Where a message goes and what is known about the way."""

    magazine: Magazine | None  # None: no session, or a machine that cannot share memory
    reader: int  # session of the addressee; 0: not known
    policy: Policy
    transfer: int = TRANSFER_AUTO
    built: Sequence[Reservation] = ()  # regions that a tool may have built its result in
    why_inline: Reason = _NO_MAGAZINE


class Exported:
    """The payloads of one message as they were written, and the refs among them."""

    __slots__ = ("notes", "refs")

    def __init__(self, count: int) -> None:
        self.notes: list[PayloadNote | None] = [None] * count
        self.refs: list[ShmRef] = []
