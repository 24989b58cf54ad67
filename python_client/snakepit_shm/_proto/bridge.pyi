from google.protobuf.internal.containers import (
    MessageMap,
    RepeatedCompositeFieldContainer,
    ScalarMap,
)
from google.protobuf.message import Message

from .ref import Payload
from .term import Term

class Any(Message):
    type_url: str
    value: bytes
    def __init__(self, **fields: object) -> None: ...

class Timestamp(Message):
    seconds: int
    nanos: int
    def __init__(self, **fields: object) -> None: ...

class PingRequest(Message):
    message: str
    def __init__(self, **fields: object) -> None: ...

class PingResponse(Message):
    message: str
    server_time: Timestamp
    def __init__(self, **fields: object) -> None: ...

class InitializeSessionRequest(Message):
    session_id: str
    metadata: ScalarMap[str, str]
    config: Message
    def __init__(self, **fields: object) -> None: ...

class InitializeSessionResponse(Message):
    success: bool
    error_message: str
    available_tools: MessageMap[str, ToolSpec]
    def __init__(self, **fields: object) -> None: ...

class CleanupSessionRequest(Message):
    session_id: str
    force: bool
    def __init__(self, **fields: object) -> None: ...

class CleanupSessionResponse(Message):
    success: bool
    resources_cleaned: int
    def __init__(self, **fields: object) -> None: ...

class ToolSpec(Message):
    name: str
    description: str
    parameters: RepeatedCompositeFieldContainer[Message]
    metadata: ScalarMap[str, str]
    supports_streaming: bool
    def __init__(self, **fields: object) -> None: ...

class ExecuteToolRequest(Message):
    session_id: str
    tool_name: str
    parameters: MessageMap[str, Any]
    metadata: ScalarMap[str, str]
    stream: bool
    binary_parameters: ScalarMap[str, bytes]
    shm: ShmCall
    def __init__(self, **fields: object) -> None: ...

class ExecuteToolResponse(Message):
    success: bool
    result: Any
    error_message: str
    metadata: ScalarMap[str, str]
    execution_time_ms: int
    binary_result: bytes
    shm: ShmReply
    def __init__(self, **fields: object) -> None: ...

class GetSessionRequest(Message):
    session_id: str
    def __init__(self, **fields: object) -> None: ...

class GetSessionResponse(Message):
    session_id: str
    metadata: ScalarMap[str, str]
    created_at: Timestamp
    tool_count: int
    def __init__(self, **fields: object) -> None: ...

class HeartbeatRequest(Message):
    session_id: str
    client_time: Timestamp
    def __init__(self, **fields: object) -> None: ...

class HeartbeatResponse(Message):
    server_time: Timestamp
    session_valid: bool
    def __init__(self, **fields: object) -> None: ...

class ShmCall(Message):
    arguments: Term
    payloads: RepeatedCompositeFieldContainer[Payload]
    caller: int
    result_transfer: int
    attempt: int
    def __init__(self, **fields: object) -> None: ...

class ShmReply(Message):
    result: Term
    payloads: RepeatedCompositeFieldContainer[Payload]
    worker: int
    error: ToolError
    def __init__(self, **fields: object) -> None: ...

class ToolError(Message):
    code: str
    message: str
    exception: str
    traceback: str
    tool_started: bool
    def __init__(self, **fields: object) -> None: ...
