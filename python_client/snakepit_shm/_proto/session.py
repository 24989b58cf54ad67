"""The frames of a session stream (session.proto)."""

from __future__ import annotations

from . import message_class

ClientFrame = message_class("snakepit.shm.v1.ClientFrame")
ServerFrame = message_class("snakepit.shm.v1.ServerFrame")
Hello = message_class("snakepit.shm.v1.Hello")
ResumeSession = message_class("snakepit.shm.v1.ResumeSession")
Welcome = message_class("snakepit.shm.v1.Welcome")
Attachment = message_class("snakepit.shm.v1.Attachment")
Limits = message_class("snakepit.shm.v1.Limits")
Heartbeat = message_class("snakepit.shm.v1.Heartbeat")
Reports = message_class("snakepit.shm.v1.Reports")
WorkerReady = message_class("snakepit.shm.v1.WorkerReady")
Tool = message_class("snakepit.shm.v1.Tool")
WorkerDirectory = message_class("snakepit.shm.v1.WorkerDirectory")
Worker = message_class("snakepit.shm.v1.Worker")
Settle = message_class("snakepit.shm.v1.Settle")
PeerDied = message_class("snakepit.shm.v1.PeerDied")
Trim = message_class("snakepit.shm.v1.Trim")
Drain = message_class("snakepit.shm.v1.Drain")
LockHeld = message_class("snakepit.shm.v1.LockHeld")
TokenRenewal = message_class("snakepit.shm.v1.TokenRenewal")
RenewedTokens = message_class("snakepit.shm.v1.RenewedTokens")
RenewedToken = message_class("snakepit.shm.v1.RenewedToken")
TransferPolicy = message_class("snakepit.shm.v1.TransferPolicy")
PolicyEntry = message_class("snakepit.shm.v1.PolicyEntry")
