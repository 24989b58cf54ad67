"""What one side saw of one call (report.proto)."""

from __future__ import annotations

from . import message_class

Stage = message_class("snakepit.shm.v1.Stage")
PayloadReport = message_class("snakepit.shm.v1.PayloadReport")
TransferReport = message_class("snakepit.shm.v1.TransferReport")
