"""Payload references and the types of what they point to (ref.proto)."""

from __future__ import annotations

from . import message_class

NdArrayInfo = message_class("snakepit.shm.v1.NdArrayInfo")
TypeInfo = message_class("snakepit.shm.v1.TypeInfo")
ShmRef = message_class("snakepit.shm.v1.ShmRef")
Payload = message_class("snakepit.shm.v1.Payload")
