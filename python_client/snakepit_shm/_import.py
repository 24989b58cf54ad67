"""From the payloads of a message to values: refs become views, inline bytes are wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import ErrorCode, ShmError
from ._opened import typed_value, value_of_ref
from ._policy import DIRECTION_REQUEST
from ._reports import Method, PayloadNote, Reason
from ._types import parse_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._proto.ref import Payload
    from ._reader import OpenedRef, Reader


class Imported:
    """The values of a message's payloads, in order, and what there is to check and report about them."""

    __slots__ = ("notes", "opened", "values")

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.opened: list[OpenedRef] = []
        self.notes: list[PayloadNote] = []

    def check_generations(self) -> None:
        """Raise ``STALE_GENERATION`` when a region was written while its view was in use."""
        for opened in self.opened:
            opened.check_generation()

    def release(self) -> None:
        """Drop the values. What nobody else kept is released now."""
        self.values.clear()
        self.opened.clear()


def import_payloads(payloads: Iterable[Payload], reader: Reader | None) -> Imported:
    """Open ``payloads``. The first one that is refused raises its :class:`ShmError`."""
    imported = Imported()
    for payload in payloads:
        if payload.HasField("ref"):
            _import_ref(payload, reader, imported)
        else:
            _import_inline(payload, imported)
    return imported


def _import_ref(payload: Payload, reader: Reader | None, imported: Imported) -> None:
    if reader is None:
        raise ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "this process has no session to open refs with")
    opened = reader.open(payload.ref)
    size, kind = opened.data.nbytes, opened.kind
    imported.opened.append(opened)
    note = PayloadNote(DIRECTION_REQUEST, Method.SHM, Reason.OVER_THRESHOLD, size, kind.format, opened.warm)
    imported.notes.append(note)
    imported.values.append(value_of_ref(opened))


def _import_inline(payload: Payload, imported: Imported) -> None:
    try:
        kind = parse_type(payload.type)
    except ValueError as error:
        raise ShmError(ErrorCode.INVALID_ARGUMENT, f"a payload has no type: {error}") from None
    data = memoryview(payload.inline)
    note = PayloadNote(DIRECTION_REQUEST, Method.INLINE, Reason.UNDER_THRESHOLD, data.nbytes, kind.format)
    imported.notes.append(note)
    imported.values.append(typed_value(kind, data))
