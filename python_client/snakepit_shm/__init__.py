"""Zero-copy payloads between the BEAM and Python over warm shared memory.

:class:`Client` reserves, seals and opens regions; :class:`Adapter` and :func:`tool` make a worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._errors import ErrorCode, ShmError
from ._reservation import Reservation, Sealed
from ._version import VERSION as __version__
from .worker import Adapter, CallContext, current_call, tool

if TYPE_CHECKING:
    from ._client import Client

__all__ = [
    "Adapter",
    "CallContext",
    "Client",
    "ErrorCode",
    "Reservation",
    "Sealed",
    "ShmError",
    "__version__",
    "current_call",
    "tool",
]


def __getattr__(name: str) -> Any:
    # The client brings grpc along, whose answer to forks is chosen before its first import: a client wants a
    # forked child to attach anew, a worker wants the forks of its tools left alone.
    if name == "Client":
        from ._client import Client

        return Client
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
