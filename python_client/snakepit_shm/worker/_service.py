"""BridgeService and WorkerPayloads as this worker serves them. What is not listed is UNIMPLEMENTED."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, NoReturn

import grpc

from .._errors import METADATA_KEY, ErrorCode, ShmError
from .._proto import bridge
from .._proto.worker import FetchRequest, FetchResponse
from ._call import Call
from ._fetch import fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .._session import Session
    from ._tool import ToolSpec

_BRIDGE = "snakepit.bridge.BridgeService"
_PAYLOADS = "snakepit.shm.v1.WorkerPayloads"


class Service:
    """Answers the RPCs of one worker; counts the tool calls that are running."""

    def __init__(self, worker: str, tools: Mapping[str, ToolSpec], session: Session | None) -> None:
        self.session = session
        self._worker = worker
        self._tools = tools
        self._sessions: dict[str, tuple[float, dict[str, str]]] = {}
        self._lock = threading.Lock()
        self.running = 0

    def handlers(self) -> tuple[grpc.GenericRpcHandler, ...]:
        """Return what ``grpc.Server.add_generic_rpc_handlers`` takes."""
        methods = {
            "Ping": _unary(self.ping, bridge.PingRequest),
            "InitializeSession": _unary(self.initialize_session, bridge.InitializeSessionRequest),
            "CleanupSession": _unary(self.cleanup_session, bridge.CleanupSessionRequest),
            "GetSession": _unary(self.get_session, bridge.GetSessionRequest),
            "Heartbeat": _unary(self.heartbeat, bridge.HeartbeatRequest),
            "ExecuteTool": _unary(self.execute_tool, bridge.ExecuteToolRequest),
        }
        return (
            grpc.method_handlers_generic_handler(_BRIDGE, methods),
            grpc.method_handlers_generic_handler(_PAYLOADS, {"Fetch": _unary(self.fetch, FetchRequest)}),
        )

    def execute_tool(
        self, request: bridge.ExecuteToolRequest, context: grpc.ServicerContext
    ) -> bridge.ExecuteToolResponse:
        """Run a tool. Failures of the call are in the response, never in the gRPC status."""
        with self._lock:
            self.running += 1
        try:
            call = Call(request, context, self._tools, self.session, self._worker)
            response = call.run()
            refs = call.refs_sent()
            if refs:
                self._settle_if_lost(refs, request.shm.caller, context)
            return response
        finally:
            with self._lock:
                self.running -= 1

    def _settle_if_lost(self, refs: list[Any], caller: int, context: grpc.ServicerContext) -> None:
        session = self.session
        assert session is not None

        def settle_when_cancelled() -> None:
            # grpc tells that a call is over, not how; without its private word nothing is settled, and
            # the regions come back when the caller's session ends.
            state = getattr(context, "_state", None)
            if getattr(state, "client", None) == "cancelled":
                session.settle(refs, caller)

        if not context.add_callback(settle_when_cancelled):
            session.settle(refs, caller)

    def fetch(self, request: FetchRequest, context: grpc.ServicerContext) -> FetchResponse:
        """Return the bytes behind a ref of ours."""
        try:
            return FetchResponse(data=fetch(request, self.session))
        except ShmError as error:
            abort(context, error)

    def ping(self, request: bridge.PingRequest, _context: grpc.ServicerContext) -> bridge.PingResponse:
        """Answer with the same message and the time."""
        return bridge.PingResponse(message=request.message, server_time=_timestamp(time.time()))

    def initialize_session(
        self, request: bridge.InitializeSessionRequest, _context: grpc.ServicerContext
    ) -> bridge.InitializeSessionResponse:
        """Note a Snakepit session and list the tools."""
        with self._lock:
            self._sessions[request.session_id] = (time.time(), dict(request.metadata))
        response = bridge.InitializeSessionResponse(success=True)
        for spec in self._tools.values():
            listed = response.available_tools[spec.name]
            listed.name = spec.name
            listed.description = spec.description
        return response

    def cleanup_session(
        self, request: bridge.CleanupSessionRequest, _context: grpc.ServicerContext
    ) -> bridge.CleanupSessionResponse:
        """Forget a Snakepit session."""
        with self._lock:
            known = self._sessions.pop(request.session_id, None)
        return bridge.CleanupSessionResponse(success=True, resources_cleaned=int(known is not None))

    def get_session(
        self, request: bridge.GetSessionRequest, context: grpc.ServicerContext
    ) -> bridge.GetSessionResponse:
        """Tell what is known of a Snakepit session."""
        with self._lock:
            known = self._sessions.get(request.session_id)
        if known is None:
            context.abort(grpc.StatusCode.NOT_FOUND, f"no session {request.session_id!r}")
        created, metadata = known
        return bridge.GetSessionResponse(
            session_id=request.session_id,
            metadata=metadata,
            created_at=_timestamp(created),
            tool_count=len(self._tools),
        )

    def heartbeat(
        self, request: bridge.HeartbeatRequest, _context: grpc.ServicerContext
    ) -> bridge.HeartbeatResponse:
        """Say whether a Snakepit session is known."""
        with self._lock:
            known = request.session_id in self._sessions
        return bridge.HeartbeatResponse(server_time=_timestamp(time.time()), session_valid=known)


_STATUS = {
    ErrorCode.REF_MALFORMED: grpc.StatusCode.INVALID_ARGUMENT,
    ErrorCode.SESSION_UNKNOWN: grpc.StatusCode.FAILED_PRECONDITION,
    ErrorCode.INTERNAL: grpc.StatusCode.INTERNAL,
}


def abort(context: grpc.ServicerContext, error: ShmError) -> NoReturn:
    """End an RPC with the code of ``error`` in the trailing metadata, as the Broker does."""
    context.set_trailing_metadata(((METADATA_KEY, error.code.value),))
    context.abort(_STATUS.get(error.code, grpc.StatusCode.PERMISSION_DENIED), str(error))


def _timestamp(seconds: float) -> bridge.Timestamp:
    whole = int(seconds)
    return bridge.Timestamp(seconds=whole, nanos=int((seconds - whole) * 1e9))


def _unary(behavior: Callable[[Any, grpc.ServicerContext], Any], request: Any) -> Any:
    def serialize(response: Any) -> bytes:
        data: bytes = response.SerializeToString()
        return data

    return grpc.unary_unary_rpc_method_handler(behavior, request.FromString, serialize)
