"""BridgeService as published, and our additions from field 100 on (snakepit_bridge.proto)."""

from __future__ import annotations

from . import message_class

Any = message_class("google.protobuf.Any")
Timestamp = message_class("google.protobuf.Timestamp")
PingRequest = message_class("snakepit.bridge.PingRequest")
PingResponse = message_class("snakepit.bridge.PingResponse")
InitializeSessionRequest = message_class("snakepit.bridge.InitializeSessionRequest")
InitializeSessionResponse = message_class("snakepit.bridge.InitializeSessionResponse")
CleanupSessionRequest = message_class("snakepit.bridge.CleanupSessionRequest")
CleanupSessionResponse = message_class("snakepit.bridge.CleanupSessionResponse")
ToolSpec = message_class("snakepit.bridge.ToolSpec")
ExecuteToolRequest = message_class("snakepit.bridge.ExecuteToolRequest")
ExecuteToolResponse = message_class("snakepit.bridge.ExecuteToolResponse")
GetSessionRequest = message_class("snakepit.bridge.GetSessionRequest")
GetSessionResponse = message_class("snakepit.bridge.GetSessionResponse")
HeartbeatRequest = message_class("snakepit.bridge.HeartbeatRequest")
HeartbeatResponse = message_class("snakepit.bridge.HeartbeatResponse")
ShmCall = message_class("snakepit.bridge.ShmCall")
ShmReply = message_class("snakepit.bridge.ShmReply")
ToolError = message_class("snakepit.bridge.ToolError")
