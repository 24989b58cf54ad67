from google.protobuf.internal.containers import (
    RepeatedCompositeFieldContainer,
    RepeatedScalarFieldContainer,
)
from google.protobuf.message import Message

class Term(Message):
    null: bool
    boolean: bool
    integer: int
    big_integer: str
    float: float
    text: str
    binary: bytes
    atom: str
    list: TermList
    tuple: TermList
    map: TermMap
    floats: PackedFloats
    integers: PackedIntegers
    payload: int
    def __init__(self, **fields: object) -> None: ...

class TermList(Message):
    items: RepeatedCompositeFieldContainer[Term]
    def __init__(self, **fields: object) -> None: ...

class TermMap(Message):
    keys: RepeatedCompositeFieldContainer[Term]
    values: RepeatedCompositeFieldContainer[Term]
    def __init__(self, **fields: object) -> None: ...

class PackedFloats(Message):
    values: RepeatedScalarFieldContainer[float]
    def __init__(self, **fields: object) -> None: ...

class PackedIntegers(Message):
    values: RepeatedScalarFieldContainer[int]
    def __init__(self, **fields: object) -> None: ...
