"""One tool call: refs become views, the tool runs, its result becomes payloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._errors import ErrorCode, ShmError
from .._export import export_parts
from .._import import Imported, import_payloads
from .._policy import Policy
from .._proto.bridge import ExecuteToolResponse, ToolError
from .._reports import PayloadNote, TransferNote
from .._target import Target
from .._term import encode_term
from .._term_decode import decode_term
from .._view import RELEASES
from ._context import CURRENT, CallContext
from ._failure import class_name, failed_response, forget_frames, traceback_text
from ._published import read_arguments, write_result
from ._stopwatch import Stopwatch
from ._trace import continue_trace

if TYPE_CHECKING:
    from collections.abc import Mapping

    import grpc

    from .._epoch import Epoch
    from .._proto.bridge import ExecuteToolRequest
    from .._session import Session
    from .._target import Exported
    from ._tool import ToolSpec


class Call:
    """Runs one ``ExecuteTool``. ``run`` never raises: every failure is in the response.

    The steps are timed as the stages ``open``, ``tool``, ``result`` and ``release``.
    """

    def __init__(
        self,
        request: ExecuteToolRequest,
        context: grpc.ServicerContext,
        tools: Mapping[str, ToolSpec],
        session: Session | None,
        worker: str,
    ) -> None:
        self._request = request
        self._worker = worker
        self._context = context
        self._tools = tools
        self._session = session
        self._epoch: Epoch | None = session.live_epoch() if session is not None else None
        self._magazine = session.magazine() if session is not None else None
        self._published = not request.HasField("shm")
        self._response = ExecuteToolResponse()
        self._imported: Imported | None = None
        self._exported: Exported | None = None
        self._tool_started = False
        self._error: ShmError | None = None
        self._watch = Stopwatch()

    def run(self) -> ExecuteToolResponse:
        """Do all the steps and return the answer."""
        try:
            self._run_tool()
            self._response.success = True
        except ShmError as error:
            self._error = error
            self._fail(error.code, error.message)
        except BaseException as error:  # noqa: BLE001 - sys.exit() in a tool must not end the worker
            self._tool_failed(error)
        response = self._response
        if not self._published:
            epoch = self._epoch
            response.shm.worker = epoch.session if epoch is not None else 0
        self._watch.lap("release")
        response.execution_time_ms = self._watch.elapsed_ns // 1_000_000
        if self._session is not None:
            self._report(self._session)
        return response

    def refs_sent(self) -> list[Any]:
        """Return the refs in the answer, to be settled if it does not arrive."""
        return [] if self._exported is None else self._exported.refs

    def _run_tool(self) -> None:
        request = self._request
        spec = self._tools.get(request.tool_name)
        if spec is None:
            known = ", ".join(sorted(self._tools)) or "none"
            message = f"no tool {request.tool_name!r}; there are: {known}"
            raise ShmError(ErrorCode.TOOL_NOT_FOUND, message)
        caller = request.shm.caller if not self._published else 0
        context = CallContext(request.tool_name, request.session_id, request.metadata, caller, self._magazine)
        token = CURRENT.set(context)
        try:
            arguments = self._arguments()
            self._watch.lap("open")
            result = self._call_tool(spec, arguments)
            self._watch.lap("tool")
            self._write_result(result, context)
            if self._imported is not None:
                self._imported.check_generations()
            self._watch.lap("result")
        finally:
            CURRENT.reset(token)
            # What the tool did not keep is released before the answer leaves.
            arguments = result = None  # type: ignore[assignment]
            context.close()
            if self._imported is not None:
                self._imported.release()
            RELEASES.drain()

    def _arguments(self) -> dict[str, Any]:
        request = self._request
        if self._published:
            return read_arguments(request)
        # Known leases are verified locally: a session that is detached for a moment can still read.
        epoch = self._session.epoch if self._session is not None else None
        self._imported = import_payloads(request.shm.payloads, epoch.reader if epoch is not None else None)
        arguments = decode_term(request.shm.arguments, self._imported.values)
        self._imported.values.clear()
        if not isinstance(arguments, dict) or not all(isinstance(name, str) for name in arguments):
            raise ShmError(ErrorCode.INVALID_ARGUMENT, "the arguments are not a map from names to values")
        return arguments

    def _call_tool(self, spec: ToolSpec, arguments: dict[str, Any]) -> Any:
        self._tool_started = True
        try:
            return spec.run(**arguments)
        except TypeError as error:
            # Raised by the call itself and not inside of the tool: the arguments do not fit.
            if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                self._tool_started = False
                raise ShmError(ErrorCode.INVALID_ARGUMENT, str(error)) from None
            raise

    def _write_result(self, result: Any, context: CallContext) -> None:
        if self._published:
            write_result(result, self._response)
            return
        reply = self._response.shm
        parts = encode_term(result, reply.result, root="result")
        if not parts:
            return
        context.freeze()
        session = self._session
        target = Target(
            self._magazine,
            self._request.shm.caller,
            session.policy if session is not None else Policy(),
            self._request.shm.result_transfer,
            context.built,
        )
        self._exported = export_parts(parts, reply.payloads, target)

    def _tool_failed(self, error: BaseException) -> None:
        self._error = ShmError(ErrorCode.TOOL_FAILED, str(error))
        self._fail(ErrorCode.TOOL_FAILED, str(error), class_name(error), traceback_text(error))
        forget_frames(error)

    def _fail(self, code: ErrorCode, message: str, exception: str = "", trace: str = "") -> None:
        refs, self._exported = self.refs_sent(), None
        if refs and self._session is not None:
            self._session.settle(refs, self._request.shm.caller)
        error = None
        if not self._published:
            error = ToolError(
                code=code.value,
                message=message,
                exception=exception,
                traceback=trace,
                tool_started=self._tool_started,
            )
        self._response = failed_response(f"{exception or code.value}: {message}", error)

    def _report(self, session: Session) -> None:
        span = continue_trace(self._context.invocation_metadata())
        notes: list[PayloadNote] = []
        if self._imported is not None:
            notes += self._imported.notes
        if self._exported is not None:
            notes += [note for note in self._exported.notes if note is not None]
        code = self._error.code.value if self._error is not None else ""
        session.report(
            TransferNote(
                *span,
                self._request.tool_name,
                self._worker,
                self._watch.started_at_ns,
                self._watch.elapsed_ns,
                self._watch.laps,
                notes,
                code,
            )
        )
