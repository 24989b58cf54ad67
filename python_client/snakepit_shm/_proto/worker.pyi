from google.protobuf.message import Message

from .ref import ShmRef

class FetchRequest(Message):
    ref: ShmRef
    caller: int
    def __init__(self, **fields: object) -> None: ...

class FetchResponse(Message):
    data: bytes
    def __init__(self, **fields: object) -> None: ...
