"""The worker SDK: write tools, and ``python -m snakepit_shm.worker`` serves them to Elixir."""

from __future__ import annotations

from ._context import CallContext, current_call
from ._tool import Adapter, tool

__all__ = ["Adapter", "CallContext", "current_call", "tool"]
