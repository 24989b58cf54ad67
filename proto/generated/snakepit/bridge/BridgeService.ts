// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CleanupSessionRequest as _snakepit_bridge_CleanupSessionRequest, CleanupSessionRequest__Output as _snakepit_bridge_CleanupSessionRequest__Output } from '../../snakepit/bridge/CleanupSessionRequest.js';
import type { CleanupSessionResponse as _snakepit_bridge_CleanupSessionResponse, CleanupSessionResponse__Output as _snakepit_bridge_CleanupSessionResponse__Output } from '../../snakepit/bridge/CleanupSessionResponse.js';
import type { ExecuteElixirToolRequest as _snakepit_bridge_ExecuteElixirToolRequest, ExecuteElixirToolRequest__Output as _snakepit_bridge_ExecuteElixirToolRequest__Output } from '../../snakepit/bridge/ExecuteElixirToolRequest.js';
import type { ExecuteElixirToolResponse as _snakepit_bridge_ExecuteElixirToolResponse, ExecuteElixirToolResponse__Output as _snakepit_bridge_ExecuteElixirToolResponse__Output } from '../../snakepit/bridge/ExecuteElixirToolResponse.js';
import type { ExecuteToolRequest as _snakepit_bridge_ExecuteToolRequest, ExecuteToolRequest__Output as _snakepit_bridge_ExecuteToolRequest__Output } from '../../snakepit/bridge/ExecuteToolRequest.js';
import type { ExecuteToolResponse as _snakepit_bridge_ExecuteToolResponse, ExecuteToolResponse__Output as _snakepit_bridge_ExecuteToolResponse__Output } from '../../snakepit/bridge/ExecuteToolResponse.js';
import type { GetExposedElixirToolsRequest as _snakepit_bridge_GetExposedElixirToolsRequest, GetExposedElixirToolsRequest__Output as _snakepit_bridge_GetExposedElixirToolsRequest__Output } from '../../snakepit/bridge/GetExposedElixirToolsRequest.js';
import type { GetExposedElixirToolsResponse as _snakepit_bridge_GetExposedElixirToolsResponse, GetExposedElixirToolsResponse__Output as _snakepit_bridge_GetExposedElixirToolsResponse__Output } from '../../snakepit/bridge/GetExposedElixirToolsResponse.js';
import type { GetSessionRequest as _snakepit_bridge_GetSessionRequest, GetSessionRequest__Output as _snakepit_bridge_GetSessionRequest__Output } from '../../snakepit/bridge/GetSessionRequest.js';
import type { GetSessionResponse as _snakepit_bridge_GetSessionResponse, GetSessionResponse__Output as _snakepit_bridge_GetSessionResponse__Output } from '../../snakepit/bridge/GetSessionResponse.js';
import type { HeartbeatRequest as _snakepit_bridge_HeartbeatRequest, HeartbeatRequest__Output as _snakepit_bridge_HeartbeatRequest__Output } from '../../snakepit/bridge/HeartbeatRequest.js';
import type { HeartbeatResponse as _snakepit_bridge_HeartbeatResponse, HeartbeatResponse__Output as _snakepit_bridge_HeartbeatResponse__Output } from '../../snakepit/bridge/HeartbeatResponse.js';
import type { InitializeSessionRequest as _snakepit_bridge_InitializeSessionRequest, InitializeSessionRequest__Output as _snakepit_bridge_InitializeSessionRequest__Output } from '../../snakepit/bridge/InitializeSessionRequest.js';
import type { InitializeSessionResponse as _snakepit_bridge_InitializeSessionResponse, InitializeSessionResponse__Output as _snakepit_bridge_InitializeSessionResponse__Output } from '../../snakepit/bridge/InitializeSessionResponse.js';
import type { PingRequest as _snakepit_bridge_PingRequest, PingRequest__Output as _snakepit_bridge_PingRequest__Output } from '../../snakepit/bridge/PingRequest.js';
import type { PingResponse as _snakepit_bridge_PingResponse, PingResponse__Output as _snakepit_bridge_PingResponse__Output } from '../../snakepit/bridge/PingResponse.js';
import type { RegisterToolsRequest as _snakepit_bridge_RegisterToolsRequest, RegisterToolsRequest__Output as _snakepit_bridge_RegisterToolsRequest__Output } from '../../snakepit/bridge/RegisterToolsRequest.js';
import type { RegisterToolsResponse as _snakepit_bridge_RegisterToolsResponse, RegisterToolsResponse__Output as _snakepit_bridge_RegisterToolsResponse__Output } from '../../snakepit/bridge/RegisterToolsResponse.js';
import type { TelemetryControl as _snakepit_bridge_TelemetryControl, TelemetryControl__Output as _snakepit_bridge_TelemetryControl__Output } from '../../snakepit/bridge/TelemetryControl.js';
import type { TelemetryEvent as _snakepit_bridge_TelemetryEvent, TelemetryEvent__Output as _snakepit_bridge_TelemetryEvent__Output } from '../../snakepit/bridge/TelemetryEvent.js';
import type { ToolChunk as _snakepit_bridge_ToolChunk, ToolChunk__Output as _snakepit_bridge_ToolChunk__Output } from '../../snakepit/bridge/ToolChunk.js';

export interface BridgeServiceClient extends grpc.Client {
  CleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  CleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  CleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  CleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  cleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  cleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  cleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  cleanupSession(argument: _snakepit_bridge_CleanupSessionRequest, callback: grpc.requestCallback<_snakepit_bridge_CleanupSessionResponse__Output>): grpc.ClientUnaryCall;
  
  ExecuteElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  ExecuteElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  ExecuteElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  ExecuteElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  executeElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  executeElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  executeElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  executeElixirTool(argument: _snakepit_bridge_ExecuteElixirToolRequest, callback: grpc.requestCallback<_snakepit_bridge_ExecuteElixirToolResponse__Output>): grpc.ClientUnaryCall;
  
  ExecuteStreamingTool(argument: _snakepit_bridge_ExecuteToolRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_snakepit_bridge_ToolChunk__Output>;
  ExecuteStreamingTool(argument: _snakepit_bridge_ExecuteToolRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_snakepit_bridge_ToolChunk__Output>;
  executeStreamingTool(argument: _snakepit_bridge_ExecuteToolRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_snakepit_bridge_ToolChunk__Output>;
  executeStreamingTool(argument: _snakepit_bridge_ExecuteToolRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_snakepit_bridge_ToolChunk__Output>;
  
  ExecuteTool(argument: _snakepit_bridge_ExecuteToolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  ExecuteTool(argument: _snakepit_bridge_ExecuteToolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  ExecuteTool(argument: _snakepit_bridge_ExecuteToolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  ExecuteTool(argument: _snakepit_bridge_ExecuteToolRequest, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  executeTool(argument: _snakepit_bridge_ExecuteToolRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  executeTool(argument: _snakepit_bridge_ExecuteToolRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  executeTool(argument: _snakepit_bridge_ExecuteToolRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  executeTool(argument: _snakepit_bridge_ExecuteToolRequest, callback: grpc.requestCallback<_snakepit_bridge_ExecuteToolResponse__Output>): grpc.ClientUnaryCall;
  
  GetExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  GetExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  GetExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  GetExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  getExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  getExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  getExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  getExposedElixirTools(argument: _snakepit_bridge_GetExposedElixirToolsRequest, callback: grpc.requestCallback<_snakepit_bridge_GetExposedElixirToolsResponse__Output>): grpc.ClientUnaryCall;
  
  GetSession(argument: _snakepit_bridge_GetSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _snakepit_bridge_GetSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _snakepit_bridge_GetSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  GetSession(argument: _snakepit_bridge_GetSessionRequest, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _snakepit_bridge_GetSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _snakepit_bridge_GetSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _snakepit_bridge_GetSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  getSession(argument: _snakepit_bridge_GetSessionRequest, callback: grpc.requestCallback<_snakepit_bridge_GetSessionResponse__Output>): grpc.ClientUnaryCall;
  
  Heartbeat(argument: _snakepit_bridge_HeartbeatRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  Heartbeat(argument: _snakepit_bridge_HeartbeatRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  Heartbeat(argument: _snakepit_bridge_HeartbeatRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  Heartbeat(argument: _snakepit_bridge_HeartbeatRequest, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  heartbeat(argument: _snakepit_bridge_HeartbeatRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  heartbeat(argument: _snakepit_bridge_HeartbeatRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  heartbeat(argument: _snakepit_bridge_HeartbeatRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  heartbeat(argument: _snakepit_bridge_HeartbeatRequest, callback: grpc.requestCallback<_snakepit_bridge_HeartbeatResponse__Output>): grpc.ClientUnaryCall;
  
  InitializeSession(argument: _snakepit_bridge_InitializeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  InitializeSession(argument: _snakepit_bridge_InitializeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  InitializeSession(argument: _snakepit_bridge_InitializeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  InitializeSession(argument: _snakepit_bridge_InitializeSessionRequest, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  initializeSession(argument: _snakepit_bridge_InitializeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  initializeSession(argument: _snakepit_bridge_InitializeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  initializeSession(argument: _snakepit_bridge_InitializeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  initializeSession(argument: _snakepit_bridge_InitializeSessionRequest, callback: grpc.requestCallback<_snakepit_bridge_InitializeSessionResponse__Output>): grpc.ClientUnaryCall;
  
  Ping(argument: _snakepit_bridge_PingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  Ping(argument: _snakepit_bridge_PingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  Ping(argument: _snakepit_bridge_PingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  Ping(argument: _snakepit_bridge_PingRequest, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  ping(argument: _snakepit_bridge_PingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  ping(argument: _snakepit_bridge_PingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  ping(argument: _snakepit_bridge_PingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  ping(argument: _snakepit_bridge_PingRequest, callback: grpc.requestCallback<_snakepit_bridge_PingResponse__Output>): grpc.ClientUnaryCall;
  
  RegisterTools(argument: _snakepit_bridge_RegisterToolsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  RegisterTools(argument: _snakepit_bridge_RegisterToolsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  RegisterTools(argument: _snakepit_bridge_RegisterToolsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  RegisterTools(argument: _snakepit_bridge_RegisterToolsRequest, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  registerTools(argument: _snakepit_bridge_RegisterToolsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  registerTools(argument: _snakepit_bridge_RegisterToolsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  registerTools(argument: _snakepit_bridge_RegisterToolsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  registerTools(argument: _snakepit_bridge_RegisterToolsRequest, callback: grpc.requestCallback<_snakepit_bridge_RegisterToolsResponse__Output>): grpc.ClientUnaryCall;
  
  StreamTelemetry(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_bridge_TelemetryControl, _snakepit_bridge_TelemetryEvent__Output>;
  StreamTelemetry(options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_bridge_TelemetryControl, _snakepit_bridge_TelemetryEvent__Output>;
  streamTelemetry(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_bridge_TelemetryControl, _snakepit_bridge_TelemetryEvent__Output>;
  streamTelemetry(options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_bridge_TelemetryControl, _snakepit_bridge_TelemetryEvent__Output>;
  
}

export interface BridgeServiceHandlers extends grpc.UntypedServiceImplementation {
  CleanupSession: grpc.handleUnaryCall<_snakepit_bridge_CleanupSessionRequest__Output, _snakepit_bridge_CleanupSessionResponse>;
  
  ExecuteElixirTool: grpc.handleUnaryCall<_snakepit_bridge_ExecuteElixirToolRequest__Output, _snakepit_bridge_ExecuteElixirToolResponse>;
  
  ExecuteStreamingTool: grpc.handleServerStreamingCall<_snakepit_bridge_ExecuteToolRequest__Output, _snakepit_bridge_ToolChunk>;
  
  ExecuteTool: grpc.handleUnaryCall<_snakepit_bridge_ExecuteToolRequest__Output, _snakepit_bridge_ExecuteToolResponse>;
  
  GetExposedElixirTools: grpc.handleUnaryCall<_snakepit_bridge_GetExposedElixirToolsRequest__Output, _snakepit_bridge_GetExposedElixirToolsResponse>;
  
  GetSession: grpc.handleUnaryCall<_snakepit_bridge_GetSessionRequest__Output, _snakepit_bridge_GetSessionResponse>;
  
  Heartbeat: grpc.handleUnaryCall<_snakepit_bridge_HeartbeatRequest__Output, _snakepit_bridge_HeartbeatResponse>;
  
  InitializeSession: grpc.handleUnaryCall<_snakepit_bridge_InitializeSessionRequest__Output, _snakepit_bridge_InitializeSessionResponse>;
  
  Ping: grpc.handleUnaryCall<_snakepit_bridge_PingRequest__Output, _snakepit_bridge_PingResponse>;
  
  RegisterTools: grpc.handleUnaryCall<_snakepit_bridge_RegisterToolsRequest__Output, _snakepit_bridge_RegisterToolsResponse>;
  
  StreamTelemetry: grpc.handleBidiStreamingCall<_snakepit_bridge_TelemetryControl__Output, _snakepit_bridge_TelemetryEvent>;
  
}

export interface BridgeServiceDefinition extends grpc.ServiceDefinition {
  CleanupSession: MethodDefinition<_snakepit_bridge_CleanupSessionRequest, _snakepit_bridge_CleanupSessionResponse, _snakepit_bridge_CleanupSessionRequest__Output, _snakepit_bridge_CleanupSessionResponse__Output>
  ExecuteElixirTool: MethodDefinition<_snakepit_bridge_ExecuteElixirToolRequest, _snakepit_bridge_ExecuteElixirToolResponse, _snakepit_bridge_ExecuteElixirToolRequest__Output, _snakepit_bridge_ExecuteElixirToolResponse__Output>
  ExecuteStreamingTool: MethodDefinition<_snakepit_bridge_ExecuteToolRequest, _snakepit_bridge_ToolChunk, _snakepit_bridge_ExecuteToolRequest__Output, _snakepit_bridge_ToolChunk__Output>
  ExecuteTool: MethodDefinition<_snakepit_bridge_ExecuteToolRequest, _snakepit_bridge_ExecuteToolResponse, _snakepit_bridge_ExecuteToolRequest__Output, _snakepit_bridge_ExecuteToolResponse__Output>
  GetExposedElixirTools: MethodDefinition<_snakepit_bridge_GetExposedElixirToolsRequest, _snakepit_bridge_GetExposedElixirToolsResponse, _snakepit_bridge_GetExposedElixirToolsRequest__Output, _snakepit_bridge_GetExposedElixirToolsResponse__Output>
  GetSession: MethodDefinition<_snakepit_bridge_GetSessionRequest, _snakepit_bridge_GetSessionResponse, _snakepit_bridge_GetSessionRequest__Output, _snakepit_bridge_GetSessionResponse__Output>
  Heartbeat: MethodDefinition<_snakepit_bridge_HeartbeatRequest, _snakepit_bridge_HeartbeatResponse, _snakepit_bridge_HeartbeatRequest__Output, _snakepit_bridge_HeartbeatResponse__Output>
  InitializeSession: MethodDefinition<_snakepit_bridge_InitializeSessionRequest, _snakepit_bridge_InitializeSessionResponse, _snakepit_bridge_InitializeSessionRequest__Output, _snakepit_bridge_InitializeSessionResponse__Output>
  Ping: MethodDefinition<_snakepit_bridge_PingRequest, _snakepit_bridge_PingResponse, _snakepit_bridge_PingRequest__Output, _snakepit_bridge_PingResponse__Output>
  RegisterTools: MethodDefinition<_snakepit_bridge_RegisterToolsRequest, _snakepit_bridge_RegisterToolsResponse, _snakepit_bridge_RegisterToolsRequest__Output, _snakepit_bridge_RegisterToolsResponse__Output>
  StreamTelemetry: MethodDefinition<_snakepit_bridge_TelemetryControl, _snakepit_bridge_TelemetryEvent, _snakepit_bridge_TelemetryControl__Output, _snakepit_bridge_TelemetryEvent__Output>
}
