"""Zero-copy payloads between the BEAM and Python over warm shared memory.

:class:`Client` reserves, seals and opens regions; :class:`Adapter` and :func:`tool` make a worker.
"""

from __future__ import annotations

import os

# Read by grpc when it is first imported: without it a forked child cannot attach anew.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

from ._client import Client
from ._errors import ErrorCode, ShmError
from ._reservation import Reservation, Sealed
from ._version import VERSION as __version__
from .worker import Adapter, CallContext, current_call, tool

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
