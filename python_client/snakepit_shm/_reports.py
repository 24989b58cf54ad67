"""What is reported about transfers: kept as plain tuples on the way, made into messages in the background."""

from __future__ import annotations

import threading
from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from ._proto.session import Reports

if TYPE_CHECKING:
    from ._proto.report import TransferReport

CAPACITY = 4096
_BATCH = 512

ROLE_WORKER = 2


class Method(IntEnum):
    """How a payload travelled."""

    INLINE = 1
    SHM = 2


class Reason(IntEnum):
    """Why it travelled so."""

    OVER_THRESHOLD = 1
    UNDER_THRESHOLD = 2
    FORCED = 3
    BUILT_IN_PLACE = 4
    PEER_UNKNOWN = 5
    PEER_UNSUPPORTED = 6
    NO_SESSION = 7
    NO_REGION = 8
    TOO_LARGE = 9
    REF_REFUSED = 10
    WRITE_FAILED = 11
    UNSUPPORTED_PLATFORM = 12


class PayloadNote(NamedTuple):
    """One payload of a transfer."""

    direction: int
    method: Method
    reason: Reason
    nbytes: int
    format: int
    warm: bool = False
    detail: str = ""  # on a fallback: the code of the error that caused it


class TransferNote(NamedTuple):
    """One call as this side saw it. Times in nanoseconds; stages are (name, start, duration)."""

    trace_id: bytes
    span_id: bytes
    parent_span_id: bytes
    tool: str
    worker: str
    started_at_ns: int
    duration_ns: int
    stages: list[tuple[str, int, int]]
    payloads: list[PayloadNote]
    error_code: str


class ReportQueue:
    """A bounded queue of notes: the oldest are dropped, and counted, when nobody takes them."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._notes: deque[TransferNote] = deque()
        self._capacity = capacity
        self._dropped = 0
        self._lock = threading.Lock()

    def add(self, note: TransferNote) -> bool:
        """Keep ``note``; say whether the queue was empty before."""
        with self._lock:
            first = not self._notes
            if len(self._notes) >= self._capacity:
                self._notes.popleft()
                self._dropped += 1
            self._notes.append(note)
        return first

    def take(self) -> Reports | None:
        """Return the next batch as a frame, or ``None`` when there is nothing to report."""
        with self._lock:
            notes = [self._notes.popleft() for _ in range(min(_BATCH, len(self._notes)))]
            dropped, self._dropped = self._dropped, 0
        if not notes and not dropped:
            return None
        reports = Reports(dropped=dropped)
        for note in notes:
            _write(note, reports.reports.add())
        return reports


def _write(note: TransferNote, report: TransferReport) -> None:
    report.trace_id = note.trace_id
    report.span_id = note.span_id
    report.parent_span_id = note.parent_span_id
    report.role = ROLE_WORKER
    report.tool = note.tool
    report.worker = note.worker
    report.started_at_ns = note.started_at_ns
    report.duration_ns = note.duration_ns
    report.error_code = note.error_code
    for name, start, duration in note.stages:
        report.stages.add(name=name, start_ns=start, duration_ns=duration)
    for payload in note.payloads:
        report.payloads.add(
            direction=payload.direction,
            method=payload.method,
            reason=payload.reason,
            bytes=payload.nbytes,
            format=payload.format,
            warm=payload.warm,
            detail=payload.detail,
        )
