"""The wire messages, built at import from ``descriptors.binpb``; there is no generated code.

The descriptors live in a pool of their own, so that the published ``snakepit_bridge_pb2`` (the same message
names) can be imported in the same process. The modules beside this one name the classes, one a ``.proto``
file, and their stubs give the types of the fields.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

if TYPE_CHECKING:
    from google.protobuf.message import Message


def _load_pool() -> descriptor_pool.DescriptorPool:
    pool = descriptor_pool.DescriptorPool()
    serialized = (Path(__file__).parent / "descriptors.binpb").read_bytes()
    for file in descriptor_pb2.FileDescriptorSet.FromString(serialized).file:
        pool.AddSerializedFile(file.SerializeToString())
    return pool


_POOL = _load_pool()
# protobuf 4.21 (Debian 12) has a factory object instead of the function.
_FACTORY: Any = None if hasattr(message_factory, "GetMessageClass") else message_factory.MessageFactory(_POOL)


def message_class(full_name: str) -> type[Message]:
    """Return the class of the message ``full_name``; ``KeyError`` when there is none."""
    descriptor = _POOL.FindMessageTypeByName(full_name)
    if _FACTORY is None:
        return message_factory.GetMessageClass(descriptor)
    created: type[Message] = _FACTORY.GetPrototype(descriptor)
    return created
