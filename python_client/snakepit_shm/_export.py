"""From the parts of a value to the payloads of a message: inline, or copied into a region and referred to.

Parts that go through shared memory share one region, each at a multiple of 64 bytes, so that a message of
many arrays needs one lease. Whatever fails on that path falls back inline, with the reason in the note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _layout as layout
from ._copy import copy_array, copy_bytes
from ._errors import ErrorCode, ShmError
from ._policy import DIRECTION_RESPONSE
from ._reports import Method, PayloadNote, Reason
from ._reservation import Reservation
from ._target import TRANSFER_INLINE, TRANSFER_SHM, Exported, Target
from ._types import FORMAT_NDARRAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._proto.ref import ShmRef
    from ._term import Part

# A protobuf message ends at 2 GiB; this leaves room for what is around the payloads.
MAX_INLINE_BYTES = 2**31 - 2**20
LEASE_TIMEOUT_S = 2.0
_ALIGN = 64


def export_parts(parts: Sequence[Part], payloads: Any, target: Target) -> Exported:
    """Append one payload a part to the repeated field ``payloads``.

    Raises ``INLINE_TOO_LARGE`` when something can travel neither way.
    """
    exported = Exported(len(parts))
    if not parts:
        return exported
    slots = [payloads.add(type=part.type) for part in parts]
    shared: list[tuple[int, Reason]] = []
    inline: list[tuple[int, Reason, str]] = []
    for index, part in enumerate(parts):
        if target.built and _export_built(index, part, slots[index], target, exported):
            continue
        method, reason = _decide(part, target)
        if method is Method.SHM:
            shared.append((index, reason))
        else:
            inline.append((index, reason, ""))
    if shared:
        inline += _export_shared(parts, slots, shared, target, exported)
    _export_inline(parts, slots, inline, exported)
    return exported


def _decide(part: Part, target: Target) -> tuple[Method, Reason]:
    if target.transfer == TRANSFER_INLINE:
        return Method.INLINE, Reason.FORCED
    if target.magazine is None:
        return Method.INLINE, target.why_inline
    if not target.reader:
        return Method.INLINE, Reason.PEER_UNKNOWN
    if part.nbytes > layout.MAX_REGION_BYTES:
        return Method.INLINE, Reason.TOO_LARGE
    if target.transfer == TRANSFER_SHM:
        return Method.SHM, Reason.FORCED
    if part.nbytes >= target.policy.threshold(DIRECTION_RESPONSE, part.format):
        return Method.SHM, Reason.OVER_THRESHOLD
    return Method.INLINE, Reason.UNDER_THRESHOLD


def _export_built(index: int, part: Part, payload: Any, target: Target, exported: Exported) -> bool:
    if target.transfer == TRANSFER_INLINE or not target.reader or target.magazine is None:
        return False
    for reservation in target.built:
        place = reservation.place_of(part.value)
        if place is None:
            continue
        try:
            ref = reservation.seal_once().address(target.reader, *place, part.type)
        except ShmError:
            return False
        _note(index, part, payload, ref, Reason.BUILT_IN_PLACE, exported, warm=reservation.warm)
        return True
    return False


def _export_shared(
    parts: Sequence[Part],
    payloads: Sequence[Any],
    shared: list[tuple[int, Reason]],
    target: Target,
    exported: Exported,
) -> list[tuple[int, Reason, str]]:
    """Write ``shared`` into regions; return what has to go inline after all, and why."""
    failed: list[tuple[int, Reason, str]] = []
    for batch in _batches(parts, shared):
        end = batch[-1][2] + parts[batch[-1][0]].nbytes
        assert target.magazine is not None
        try:
            region, warm = target.magazine.reserve(end, target.reader, LEASE_TIMEOUT_S)
        except ShmError as error:
            failed += [(index, Reason.NO_REGION, error.code.value) for index, _, _ in batch]
            continue
        try:
            with Reservation(target.magazine, region, end, warm=warm) as reservation:
                for index, _, offset in batch:
                    _copy(parts[index], reservation.buffer[offset : offset + parts[index].nbytes])
                sealed = reservation.seal()
        except (ValueError, TypeError, MemoryError) as error:
            failed += [(index, Reason.WRITE_FAILED, type(error).__name__) for index, _, _ in batch]
            continue
        for index, reason, offset in batch:
            part = parts[index]
            try:
                ref = sealed.address(target.reader, offset, part.nbytes, part.type)
            except ShmError as error:
                failed.append((index, Reason.NO_REGION, error.code.value))
            else:
                _note(index, part, payloads[index], ref, reason, exported, warm=warm)
        sealed.release()
    return failed


def _batches(parts: Sequence[Part], shared: list[tuple[int, Reason]]) -> list[list[tuple[int, Reason, int]]]:
    """Divide ``shared`` into groups that fit a region each; give every part its offset."""
    batches: list[list[tuple[int, Reason, int]]] = []
    offset = layout.MAX_REGION_BYTES + 1
    for index, reason in shared:
        if offset + parts[index].nbytes > layout.MAX_REGION_BYTES:
            batches.append([])
            offset = 0
        batches[-1].append((index, reason, offset))
        offset += -(-parts[index].nbytes // _ALIGN) * _ALIGN
    return batches


def _copy(part: Part, place: memoryview) -> None:
    if not part.nbytes:
        return
    if part.format == FORMAT_NDARRAY:
        copy_array(place, part.value)
    else:
        copy_bytes(place, part.value)


def _export_inline(
    parts: Sequence[Part],
    payloads: Sequence[Any],
    inline: list[tuple[int, Reason, str]],
    exported: Exported,
) -> None:
    total = sum(parts[index].nbytes for index, _, _ in inline)
    if total > MAX_INLINE_BYTES:
        reasons = ", ".join(sorted({reason.name for _, reason, _ in inline}))
        message = f"{total} bytes had to go inline ({reasons}), a message takes {MAX_INLINE_BYTES}"
        raise ShmError(ErrorCode.INLINE_TOO_LARGE, message)
    for index, reason, detail in inline:
        part = parts[index]
        value = part.value
        data = value.tobytes() if part.format == FORMAT_NDARRAY else value
        payloads[index].inline = data if isinstance(data, bytes) else bytes(data)
        exported.notes[index] = PayloadNote(
            DIRECTION_RESPONSE, Method.INLINE, reason, part.nbytes, part.format, False, detail
        )


def _note(
    index: int,
    part: Part,
    payload: Any,
    ref: ShmRef,
    reason: Reason,
    exported: Exported,
    *,
    warm: bool,
) -> None:
    payload.ref.CopyFrom(ref)
    exported.refs.append(ref)
    exported.notes[index] = PayloadNote(
        DIRECTION_RESPONSE, Method.SHM, reason, part.nbytes, part.format, warm
    )
