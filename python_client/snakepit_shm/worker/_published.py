"""Arguments and results in the published fields, for callers that know nothing of shared memory.

Parameters are JSON text in ``Any.value`` and raw bytes in ``binary_parameters``. A result of bytes goes into
``binary_result``, anything else into ``result`` as JSON.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from .._errors import ErrorCode, ShmError
from .._numpy import loaded_numpy

if TYPE_CHECKING:
    from .._proto.bridge import ExecuteToolRequest, ExecuteToolResponse

_TYPE_URL = "type.googleapis.com/google.protobuf.StringValue"


def read_arguments(request: ExecuteToolRequest) -> dict[str, Any]:
    """Return the arguments of a published call; ``INVALID_ARGUMENT`` when one is not JSON."""
    arguments: dict[str, Any] = {}
    for name, packed in request.parameters.items():
        try:
            arguments[name] = json.loads(packed.value)
        except (ValueError, RecursionError):
            message = f"parameter {name!r} is not JSON"
            raise ShmError(ErrorCode.INVALID_ARGUMENT, message) from None
    for name, data in request.binary_parameters.items():
        arguments[name] = memoryview(data)
    return arguments


def write_result(result: Any, response: ExecuteToolResponse) -> None:
    """Put ``result`` into the published fields; ``INVALID_ARGUMENT`` when JSON cannot hold it."""
    if isinstance(result, (bytes, bytearray, memoryview)):
        response.binary_result = bytes(result)
        result = None
    try:
        text = json.dumps(result, default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        message = f"the result cannot be sent as JSON: {error}"
        raise ShmError(ErrorCode.INVALID_ARGUMENT, message) from None
    response.result.type_url = _TYPE_URL
    response.result.value = text.encode()


def _plain(value: Any) -> Any:
    numpy = loaded_numpy()
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
        return value.tolist()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no JSON form")
