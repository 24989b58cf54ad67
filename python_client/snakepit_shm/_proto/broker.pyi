from google.protobuf.internal.containers import (
    RepeatedCompositeFieldContainer,
    RepeatedScalarFieldContainer,
)
from google.protobuf.message import Message

from .session import Attachment

class SessionProof(Message):
    session: int
    secret: bytes
    def __init__(self, **fields: object) -> None: ...

class LeaseRequest(Message):
    proof: SessionProof
    request_id: str
    min_bytes: int
    count: int
    def __init__(self, **fields: object) -> None: ...

class Lease(Message):
    region: int
    lease: int
    record: int
    capacity: int
    token: str
    key: bytes
    payload: Attachment
    expires_at_ms: int
    def __init__(self, **fields: object) -> None: ...

class LeaseResponse(Message):
    leases: RepeatedCompositeFieldContainer[Lease]
    def __init__(self, **fields: object) -> None: ...

class OpenRequest(Message):
    proof: SessionProof
    token: str
    def __init__(self, **fields: object) -> None: ...

class OpenResponse(Message):
    region: int
    lease: int
    owner: int
    record: int
    capacity: int
    key: bytes
    payload: Attachment
    control: Attachment
    def __init__(self, **fields: object) -> None: ...

class ReturnRequest(Message):
    proof: SessionProof
    leases: RepeatedScalarFieldContainer[int]
    def __init__(self, **fields: object) -> None: ...

class ReturnResponse(Message):
    def __init__(self) -> None: ...
