from google.protobuf.internal.containers import RepeatedCompositeFieldContainer
from google.protobuf.message import Message

class Stage(Message):
    name: str
    start_ns: int
    duration_ns: int
    def __init__(self, **fields: object) -> None: ...

class PayloadReport(Message):
    direction: int
    method: int
    reason: int
    bytes: int
    format: int
    warm: bool
    detail: str
    def __init__(self, **fields: object) -> None: ...

class TransferReport(Message):
    trace_id: bytes
    span_id: bytes
    parent_span_id: bytes
    role: int
    tool: str
    worker: str
    started_at_ns: int
    duration_ns: int
    stages: RepeatedCompositeFieldContainer[Stage]
    payloads: RepeatedCompositeFieldContainer[PayloadReport]
    error_code: str
    def __init__(self, **fields: object) -> None: ...
