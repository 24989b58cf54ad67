"""One error class with a closed set of codes, the same set as in docs/errors.md."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import grpc


class ErrorCode(str, Enum):
    """What happened. docs/errors.md says what to do about each code."""

    ACCESS_DENIED = "ACCESS_DENIED"
    CHECKSUM_MISMATCH = "CHECKSUM_MISMATCH"
    CONTROL_CORRUPT = "CONTROL_CORRUPT"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    INLINE_TOO_LARGE = "INLINE_TOO_LARGE"
    INTERNAL = "INTERNAL"
    INVALID_ARGUMENT = "INVALID_ARGUMENT"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    LOCK_NOT_HELD = "LOCK_NOT_HELD"
    MAP_FAILED = "MAP_FAILED"
    NOT_ADDRESSED = "NOT_ADDRESSED"
    NO_SPACE = "NO_SPACE"
    OUT_OF_BOUNDS = "OUT_OF_BOUNDS"
    REF_EXPIRED = "REF_EXPIRED"
    REF_MALFORMED = "REF_MALFORMED"
    REPLAYED = "REPLAYED"
    SEAL_INVALID = "SEAL_INVALID"
    SESSION_UNKNOWN = "SESSION_UNKNOWN"
    SIDECAR_UNAVAILABLE = "SIDECAR_UNAVAILABLE"
    STALE_GENERATION = "STALE_GENERATION"
    STALE_LEASE = "STALE_LEASE"
    TOKEN_EXPIRED = "TOKEN_EXPIRED"  # noqa: S105
    TOKEN_INVALID = "TOKEN_INVALID"  # noqa: S105
    TOKEN_REVOKED = "TOKEN_REVOKED"  # noqa: S105
    TOOL_FAILED = "TOOL_FAILED"
    TOOL_NOT_FOUND = "TOOL_NOT_FOUND"
    TOO_LARGE = "TOO_LARGE"
    TYPE_MISMATCH = "TYPE_MISMATCH"
    VERSION_UNSUPPORTED = "VERSION_UNSUPPORTED"
    WORKER_DIED = "WORKER_DIED"
    WORKER_UNAVAILABLE = "WORKER_UNAVAILABLE"

    def __str__(self) -> str:
        return self.value


class ShmError(Exception):
    """Everything that this package raises on purpose.

    ``code`` is one of :class:`ErrorCode`; ``message`` is the text without the code. The text never holds
    the name of a shared-memory object, a token or a key. The cause, where there is one, is chained.
    """

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(f"{code.value}: {message}")
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[ShmError], tuple[ErrorCode, str]]:
        return (type(self), (self.code, self.message))


METADATA_KEY = "snakepit-error-code"

_BY_STATUS = {
    "UNAVAILABLE": ErrorCode.SIDECAR_UNAVAILABLE,
    "CANCELLED": ErrorCode.SIDECAR_UNAVAILABLE,
    "DEADLINE_EXCEEDED": ErrorCode.DEADLINE_EXCEEDED,
    "UNAUTHENTICATED": ErrorCode.ACCESS_DENIED,
    "PERMISSION_DENIED": ErrorCode.ACCESS_DENIED,
    "RESOURCE_EXHAUSTED": ErrorCode.LIMIT_EXCEEDED,
    "INVALID_ARGUMENT": ErrorCode.INVALID_ARGUMENT,
}


def from_grpc(error: grpc.RpcError) -> ShmError:
    """Turn a failed Broker call into a :class:`ShmError`: the code of the trailer, else by gRPC status."""
    call: Any = error  # what grpc raises is also a grpc.Call, which its types do not say
    status = call.code().name if hasattr(call, "code") else "UNKNOWN"
    if hasattr(call, "trailing_metadata"):
        for key, value in call.trailing_metadata() or ():
            if key == METADATA_KEY and value in ErrorCode.__members__:
                return ShmError(ErrorCode(value), (call.details() or status).removeprefix(f"{value}: "))
    code = _BY_STATUS.get(status, ErrorCode.INTERNAL)
    if code is ErrorCode.SIDECAR_UNAVAILABLE:
        # The text of a transport error holds the path of the socket.
        return ShmError(code, "the sidecar did not answer")
    return ShmError(code, f"the sidecar answered {status}")
