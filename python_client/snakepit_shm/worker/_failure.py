"""What is told about an exception that a tool raised."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from .._proto.bridge import ExecuteToolResponse

if TYPE_CHECKING:
    from .._proto.bridge import ToolError

_OUR_FILE = str(Path(__file__).with_name("_call.py"))


def class_name(error: BaseException) -> str:
    """Return the name of the exception's class, with its module unless that says nothing."""
    kind = type(error)
    if kind.__module__ in {"builtins", "__main__"}:
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


def traceback_text(error: BaseException) -> str:
    """Return the traceback as Python prints it, from the tool's own first frame on."""
    frames = error.__traceback__
    while frames is not None and frames.tb_next and frames.tb_frame.f_code.co_filename == _OUR_FILE:
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(error), error, frames))


def forget_frames(error: BaseException | None) -> None:
    """Clear the variables of the frames behind ``error`` and its causes: they hold the arguments' views."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        traceback.clear_frames(error.__traceback__)
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def failed_response(message: str, error: ToolError | None) -> ExecuteToolResponse:
    """Return the answer to a call that failed; without ``error`` in the published fields only."""
    response = ExecuteToolResponse(success=False, error_message=message)
    if error is not None:
        response.shm.error.CopyFrom(error)
    return response
