"""Zero-copy payloads between the BEAM and Python over warm shared memory.

:class:`Client` reserves, seals and opens regions; :class:`Adapter` and :func:`tool` make a worker.
"""

from __future__ import annotations

__version__ = "0.1.0"

from ._errors import ErrorCode, ShmError
from .worker import Adapter, CallContext, current_call, tool

__all__ = ["Adapter", "CallContext", "ErrorCode", "ShmError", "current_call", "tool"]
