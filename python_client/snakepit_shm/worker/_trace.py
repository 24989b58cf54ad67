"""W3C trace context: which trace a call continues."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?", re.ASCII)


class SpanContext(NamedTuple):
    """A new span of this process and the one it is a child of (empty for a root)."""

    trace_id: bytes
    span_id: bytes
    parent_span_id: bytes


def continue_trace(metadata: Iterable[tuple[Any, Any]]) -> SpanContext:
    """Return a new span under the ``traceparent`` in gRPC ``metadata``, or the root of a new trace."""
    for key, value in metadata:
        if key == "traceparent":
            match = _TRACEPARENT.fullmatch(value if isinstance(value, str) else "")
            if match is not None and int(match[1], 16) and int(match[2], 16):
                return SpanContext(bytes.fromhex(match[1]), os.urandom(8), bytes.fromhex(match[2]))
    return SpanContext(os.urandom(16), os.urandom(8), b"")
