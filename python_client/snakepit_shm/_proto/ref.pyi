from google.protobuf.internal.containers import RepeatedScalarFieldContainer
from google.protobuf.message import Message

class NdArrayInfo(Message):
    dtype: str
    shape: RepeatedScalarFieldContainer[int]
    strides: RepeatedScalarFieldContainer[int]
    def __init__(self, **fields: object) -> None: ...

class TypeInfo(Message):
    format: int
    ndarray: NdArrayInfo
    def __init__(self, **fields: object) -> None: ...

class ShmRef(Message):
    region: int
    lease: int
    owner: int
    record: int
    slot: int
    n: int
    generation: int
    offset: int
    length: int
    type: bytes
    expires_at_ms: int
    token: str
    seal: bytes
    def __init__(self, **fields: object) -> None: ...

class Payload(Message):
    type: bytes
    inline: bytes
    ref: ShmRef
    def __init__(self, **fields: object) -> None: ...
