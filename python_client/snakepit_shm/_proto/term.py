"""Values as both languages know them (term.proto)."""

from __future__ import annotations

from . import message_class

Term = message_class("snakepit.shm.v1.Term")
TermList = message_class("snakepit.shm.v1.TermList")
TermMap = message_class("snakepit.shm.v1.TermMap")
PackedFloats = message_class("snakepit.shm.v1.PackedFloats")
PackedIntegers = message_class("snakepit.shm.v1.PackedIntegers")
