"""The unary calls of the Broker (broker.proto)."""

from __future__ import annotations

from . import message_class

SessionProof = message_class("snakepit.shm.v1.SessionProof")
LeaseRequest = message_class("snakepit.shm.v1.LeaseRequest")
Lease = message_class("snakepit.shm.v1.Lease")
LeaseResponse = message_class("snakepit.shm.v1.LeaseResponse")
OpenRequest = message_class("snakepit.shm.v1.OpenRequest")
OpenResponse = message_class("snakepit.shm.v1.OpenResponse")
ReturnRequest = message_class("snakepit.shm.v1.ReturnRequest")
ReturnResponse = message_class("snakepit.shm.v1.ReturnResponse")
