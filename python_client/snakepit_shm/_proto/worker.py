"""What a worker serves beside BridgeService (worker.proto)."""

from __future__ import annotations

from . import message_class

FetchRequest = message_class("snakepit.shm.v1.FetchRequest")
FetchResponse = message_class("snakepit.shm.v1.FetchResponse")
