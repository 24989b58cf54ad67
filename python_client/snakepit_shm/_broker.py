"""The unary calls of the Broker, on the connection of the session stream."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

import grpc

from ._errors import ErrorCode, ShmError, from_grpc
from ._proto.broker import (
    Lease,
    LeaseRequest,
    LeaseResponse,
    OpenRequest,
    OpenResponse,
    ReturnRequest,
    ReturnResponse,
    SessionProof,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SERVICE = "/snakepit.shm.v1.Broker/"
OPEN_TIMEOUT_S = 5.0
RETURN_TIMEOUT_S = 5.0
_LOCK_PATIENCE_S = 1.0


class Broker:
    """Lease, Open and Return for one session, on the connection that it has at the moment.

    Every call raises :class:`~snakepit_shm.ShmError` with the code that the sidecar named.
    """

    def __init__(self, channel: grpc.Channel, session: int, secret: bytes) -> None:
        self._proof = SessionProof(session=session, secret=secret)
        # A request that went unanswered is sent again under its id, so that its leases are not lost.
        self._unanswered: dict[int, str] = {}
        self.use(channel)

    def use(self, channel: grpc.Channel) -> None:
        """Make calls on ``channel`` from now on: the session was resumed on a new connection."""
        self._lease = _unary(channel, "Lease", LeaseRequest, LeaseResponse)
        self._open = _unary(channel, "Open", OpenRequest, OpenResponse)
        self._return = _unary(channel, "Return", ReturnRequest, ReturnResponse)

    def lease(self, min_bytes: int, count: int, timeout_s: float) -> Iterable[Lease]:
        """Lease up to ``count`` regions of at least ``min_bytes``; at least one comes back."""
        request_id = self._unanswered.pop(min_bytes, None) or uuid.uuid4().hex
        request = LeaseRequest(proof=self._proof, request_id=request_id, min_bytes=min_bytes, count=count)
        try:
            leases: Iterable[Lease] = _call(self._lease, request, timeout_s).leases
        except ShmError as error:
            if error.code in {ErrorCode.DEADLINE_EXCEEDED, ErrorCode.SIDECAR_UNAVAILABLE}:
                self._unanswered[min_bytes] = request_id
            raise
        return leases

    def open(self, token: str) -> OpenResponse:
        """Exchange a region token for the means to read the region."""
        answer: OpenResponse = _call(self._open, OpenRequest(proof=self._proof, token=token), OPEN_TIMEOUT_S)
        return answer

    def give_back(self, leases: Sequence[int]) -> None:
        """Return ``leases``."""
        _call(self._return, ReturnRequest(proof=self._proof, leases=leases), RETURN_TIMEOUT_S)


def _unary(channel: grpc.Channel, method: str, request: Any, response: Any) -> Any:
    return channel.unary_unary(
        SERVICE + method,
        request_serializer=request.SerializeToString,
        response_deserializer=response.FromString,
    )


def _call(method: Any, request: Any, timeout_s: float) -> Any:
    patience = time.monotonic() + _LOCK_PATIENCE_S
    while True:
        try:
            return method(request, timeout=timeout_s)
        except grpc.RpcError as failure:
            error = from_grpc(failure)
        except ValueError:  # grpc's word for a channel that was closed meanwhile
            error = ShmError(ErrorCode.SIDECAR_UNAVAILABLE, "the connection to the sidecar was closed")
        # LockHeld travels on the session stream, which this call may have overtaken.
        if error.code is not ErrorCode.LOCK_NOT_HELD or time.monotonic() > patience:
            raise error
        time.sleep(0.002)
