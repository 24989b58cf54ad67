import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Any as _google_protobuf_Any, Any__Output as _google_protobuf_Any__Output } from './google/protobuf/Any.js';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.js';
import type { BridgeServiceClient as _snakepit_bridge_BridgeServiceClient, BridgeServiceDefinition as _snakepit_bridge_BridgeServiceDefinition } from './snakepit/bridge/BridgeService.js';
import type { CleanupSessionRequest as _snakepit_bridge_CleanupSessionRequest, CleanupSessionRequest__Output as _snakepit_bridge_CleanupSessionRequest__Output } from './snakepit/bridge/CleanupSessionRequest.js';
import type { CleanupSessionResponse as _snakepit_bridge_CleanupSessionResponse, CleanupSessionResponse__Output as _snakepit_bridge_CleanupSessionResponse__Output } from './snakepit/bridge/CleanupSessionResponse.js';
import type { ExecuteElixirToolRequest as _snakepit_bridge_ExecuteElixirToolRequest, ExecuteElixirToolRequest__Output as _snakepit_bridge_ExecuteElixirToolRequest__Output } from './snakepit/bridge/ExecuteElixirToolRequest.js';
import type { ExecuteElixirToolResponse as _snakepit_bridge_ExecuteElixirToolResponse, ExecuteElixirToolResponse__Output as _snakepit_bridge_ExecuteElixirToolResponse__Output } from './snakepit/bridge/ExecuteElixirToolResponse.js';
import type { ExecuteToolRequest as _snakepit_bridge_ExecuteToolRequest, ExecuteToolRequest__Output as _snakepit_bridge_ExecuteToolRequest__Output } from './snakepit/bridge/ExecuteToolRequest.js';
import type { ExecuteToolResponse as _snakepit_bridge_ExecuteToolResponse, ExecuteToolResponse__Output as _snakepit_bridge_ExecuteToolResponse__Output } from './snakepit/bridge/ExecuteToolResponse.js';
import type { GetExposedElixirToolsRequest as _snakepit_bridge_GetExposedElixirToolsRequest, GetExposedElixirToolsRequest__Output as _snakepit_bridge_GetExposedElixirToolsRequest__Output } from './snakepit/bridge/GetExposedElixirToolsRequest.js';
import type { GetExposedElixirToolsResponse as _snakepit_bridge_GetExposedElixirToolsResponse, GetExposedElixirToolsResponse__Output as _snakepit_bridge_GetExposedElixirToolsResponse__Output } from './snakepit/bridge/GetExposedElixirToolsResponse.js';
import type { GetSessionRequest as _snakepit_bridge_GetSessionRequest, GetSessionRequest__Output as _snakepit_bridge_GetSessionRequest__Output } from './snakepit/bridge/GetSessionRequest.js';
import type { GetSessionResponse as _snakepit_bridge_GetSessionResponse, GetSessionResponse__Output as _snakepit_bridge_GetSessionResponse__Output } from './snakepit/bridge/GetSessionResponse.js';
import type { HeartbeatRequest as _snakepit_bridge_HeartbeatRequest, HeartbeatRequest__Output as _snakepit_bridge_HeartbeatRequest__Output } from './snakepit/bridge/HeartbeatRequest.js';
import type { HeartbeatResponse as _snakepit_bridge_HeartbeatResponse, HeartbeatResponse__Output as _snakepit_bridge_HeartbeatResponse__Output } from './snakepit/bridge/HeartbeatResponse.js';
import type { InitializeSessionRequest as _snakepit_bridge_InitializeSessionRequest, InitializeSessionRequest__Output as _snakepit_bridge_InitializeSessionRequest__Output } from './snakepit/bridge/InitializeSessionRequest.js';
import type { InitializeSessionResponse as _snakepit_bridge_InitializeSessionResponse, InitializeSessionResponse__Output as _snakepit_bridge_InitializeSessionResponse__Output } from './snakepit/bridge/InitializeSessionResponse.js';
import type { ParameterSpec as _snakepit_bridge_ParameterSpec, ParameterSpec__Output as _snakepit_bridge_ParameterSpec__Output } from './snakepit/bridge/ParameterSpec.js';
import type { PingRequest as _snakepit_bridge_PingRequest, PingRequest__Output as _snakepit_bridge_PingRequest__Output } from './snakepit/bridge/PingRequest.js';
import type { PingResponse as _snakepit_bridge_PingResponse, PingResponse__Output as _snakepit_bridge_PingResponse__Output } from './snakepit/bridge/PingResponse.js';
import type { RegisterToolsRequest as _snakepit_bridge_RegisterToolsRequest, RegisterToolsRequest__Output as _snakepit_bridge_RegisterToolsRequest__Output } from './snakepit/bridge/RegisterToolsRequest.js';
import type { RegisterToolsResponse as _snakepit_bridge_RegisterToolsResponse, RegisterToolsResponse__Output as _snakepit_bridge_RegisterToolsResponse__Output } from './snakepit/bridge/RegisterToolsResponse.js';
import type { SessionConfig as _snakepit_bridge_SessionConfig, SessionConfig__Output as _snakepit_bridge_SessionConfig__Output } from './snakepit/bridge/SessionConfig.js';
import type { ShmCall as _snakepit_bridge_ShmCall, ShmCall__Output as _snakepit_bridge_ShmCall__Output } from './snakepit/bridge/ShmCall.js';
import type { ShmReply as _snakepit_bridge_ShmReply, ShmReply__Output as _snakepit_bridge_ShmReply__Output } from './snakepit/bridge/ShmReply.js';
import type { TelemetryControl as _snakepit_bridge_TelemetryControl, TelemetryControl__Output as _snakepit_bridge_TelemetryControl__Output } from './snakepit/bridge/TelemetryControl.js';
import type { TelemetryEvent as _snakepit_bridge_TelemetryEvent, TelemetryEvent__Output as _snakepit_bridge_TelemetryEvent__Output } from './snakepit/bridge/TelemetryEvent.js';
import type { TelemetryEventFilter as _snakepit_bridge_TelemetryEventFilter, TelemetryEventFilter__Output as _snakepit_bridge_TelemetryEventFilter__Output } from './snakepit/bridge/TelemetryEventFilter.js';
import type { TelemetrySamplingUpdate as _snakepit_bridge_TelemetrySamplingUpdate, TelemetrySamplingUpdate__Output as _snakepit_bridge_TelemetrySamplingUpdate__Output } from './snakepit/bridge/TelemetrySamplingUpdate.js';
import type { TelemetryToggle as _snakepit_bridge_TelemetryToggle, TelemetryToggle__Output as _snakepit_bridge_TelemetryToggle__Output } from './snakepit/bridge/TelemetryToggle.js';
import type { TelemetryValue as _snakepit_bridge_TelemetryValue, TelemetryValue__Output as _snakepit_bridge_TelemetryValue__Output } from './snakepit/bridge/TelemetryValue.js';
import type { ToolChunk as _snakepit_bridge_ToolChunk, ToolChunk__Output as _snakepit_bridge_ToolChunk__Output } from './snakepit/bridge/ToolChunk.js';
import type { ToolError as _snakepit_bridge_ToolError, ToolError__Output as _snakepit_bridge_ToolError__Output } from './snakepit/bridge/ToolError.js';
import type { ToolRegistration as _snakepit_bridge_ToolRegistration, ToolRegistration__Output as _snakepit_bridge_ToolRegistration__Output } from './snakepit/bridge/ToolRegistration.js';
import type { ToolSpec as _snakepit_bridge_ToolSpec, ToolSpec__Output as _snakepit_bridge_ToolSpec__Output } from './snakepit/bridge/ToolSpec.js';
import type { NdArrayInfo as _snakepit_shm_v1_NdArrayInfo, NdArrayInfo__Output as _snakepit_shm_v1_NdArrayInfo__Output } from './snakepit/shm/v1/NdArrayInfo.js';
import type { PackedFloats as _snakepit_shm_v1_PackedFloats, PackedFloats__Output as _snakepit_shm_v1_PackedFloats__Output } from './snakepit/shm/v1/PackedFloats.js';
import type { PackedIntegers as _snakepit_shm_v1_PackedIntegers, PackedIntegers__Output as _snakepit_shm_v1_PackedIntegers__Output } from './snakepit/shm/v1/PackedIntegers.js';
import type { Payload as _snakepit_shm_v1_Payload, Payload__Output as _snakepit_shm_v1_Payload__Output } from './snakepit/shm/v1/Payload.js';
import type { ShmRef as _snakepit_shm_v1_ShmRef, ShmRef__Output as _snakepit_shm_v1_ShmRef__Output } from './snakepit/shm/v1/ShmRef.js';
import type { Term as _snakepit_shm_v1_Term, Term__Output as _snakepit_shm_v1_Term__Output } from './snakepit/shm/v1/Term.js';
import type { TermList as _snakepit_shm_v1_TermList, TermList__Output as _snakepit_shm_v1_TermList__Output } from './snakepit/shm/v1/TermList.js';
import type { TermMap as _snakepit_shm_v1_TermMap, TermMap__Output as _snakepit_shm_v1_TermMap__Output } from './snakepit/shm/v1/TermMap.js';
import type { TypeInfo as _snakepit_shm_v1_TypeInfo, TypeInfo__Output as _snakepit_shm_v1_TypeInfo__Output } from './snakepit/shm/v1/TypeInfo.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      Any: MessageTypeDefinition<_google_protobuf_Any, _google_protobuf_Any__Output>
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
  snakepit: {
    bridge: {
      BridgeService: SubtypeConstructor<typeof grpc.Client, _snakepit_bridge_BridgeServiceClient> & { service: _snakepit_bridge_BridgeServiceDefinition }
      CleanupSessionRequest: MessageTypeDefinition<_snakepit_bridge_CleanupSessionRequest, _snakepit_bridge_CleanupSessionRequest__Output>
      CleanupSessionResponse: MessageTypeDefinition<_snakepit_bridge_CleanupSessionResponse, _snakepit_bridge_CleanupSessionResponse__Output>
      ExecuteElixirToolRequest: MessageTypeDefinition<_snakepit_bridge_ExecuteElixirToolRequest, _snakepit_bridge_ExecuteElixirToolRequest__Output>
      ExecuteElixirToolResponse: MessageTypeDefinition<_snakepit_bridge_ExecuteElixirToolResponse, _snakepit_bridge_ExecuteElixirToolResponse__Output>
      ExecuteToolRequest: MessageTypeDefinition<_snakepit_bridge_ExecuteToolRequest, _snakepit_bridge_ExecuteToolRequest__Output>
      ExecuteToolResponse: MessageTypeDefinition<_snakepit_bridge_ExecuteToolResponse, _snakepit_bridge_ExecuteToolResponse__Output>
      GetExposedElixirToolsRequest: MessageTypeDefinition<_snakepit_bridge_GetExposedElixirToolsRequest, _snakepit_bridge_GetExposedElixirToolsRequest__Output>
      GetExposedElixirToolsResponse: MessageTypeDefinition<_snakepit_bridge_GetExposedElixirToolsResponse, _snakepit_bridge_GetExposedElixirToolsResponse__Output>
      GetSessionRequest: MessageTypeDefinition<_snakepit_bridge_GetSessionRequest, _snakepit_bridge_GetSessionRequest__Output>
      GetSessionResponse: MessageTypeDefinition<_snakepit_bridge_GetSessionResponse, _snakepit_bridge_GetSessionResponse__Output>
      HeartbeatRequest: MessageTypeDefinition<_snakepit_bridge_HeartbeatRequest, _snakepit_bridge_HeartbeatRequest__Output>
      HeartbeatResponse: MessageTypeDefinition<_snakepit_bridge_HeartbeatResponse, _snakepit_bridge_HeartbeatResponse__Output>
      InitializeSessionRequest: MessageTypeDefinition<_snakepit_bridge_InitializeSessionRequest, _snakepit_bridge_InitializeSessionRequest__Output>
      InitializeSessionResponse: MessageTypeDefinition<_snakepit_bridge_InitializeSessionResponse, _snakepit_bridge_InitializeSessionResponse__Output>
      ParameterSpec: MessageTypeDefinition<_snakepit_bridge_ParameterSpec, _snakepit_bridge_ParameterSpec__Output>
      PingRequest: MessageTypeDefinition<_snakepit_bridge_PingRequest, _snakepit_bridge_PingRequest__Output>
      PingResponse: MessageTypeDefinition<_snakepit_bridge_PingResponse, _snakepit_bridge_PingResponse__Output>
      RegisterToolsRequest: MessageTypeDefinition<_snakepit_bridge_RegisterToolsRequest, _snakepit_bridge_RegisterToolsRequest__Output>
      RegisterToolsResponse: MessageTypeDefinition<_snakepit_bridge_RegisterToolsResponse, _snakepit_bridge_RegisterToolsResponse__Output>
      SessionConfig: MessageTypeDefinition<_snakepit_bridge_SessionConfig, _snakepit_bridge_SessionConfig__Output>
      ShmCall: MessageTypeDefinition<_snakepit_bridge_ShmCall, _snakepit_bridge_ShmCall__Output>
      ShmReply: MessageTypeDefinition<_snakepit_bridge_ShmReply, _snakepit_bridge_ShmReply__Output>
      TelemetryControl: MessageTypeDefinition<_snakepit_bridge_TelemetryControl, _snakepit_bridge_TelemetryControl__Output>
      TelemetryEvent: MessageTypeDefinition<_snakepit_bridge_TelemetryEvent, _snakepit_bridge_TelemetryEvent__Output>
      TelemetryEventFilter: MessageTypeDefinition<_snakepit_bridge_TelemetryEventFilter, _snakepit_bridge_TelemetryEventFilter__Output>
      TelemetrySamplingUpdate: MessageTypeDefinition<_snakepit_bridge_TelemetrySamplingUpdate, _snakepit_bridge_TelemetrySamplingUpdate__Output>
      TelemetryToggle: MessageTypeDefinition<_snakepit_bridge_TelemetryToggle, _snakepit_bridge_TelemetryToggle__Output>
      TelemetryValue: MessageTypeDefinition<_snakepit_bridge_TelemetryValue, _snakepit_bridge_TelemetryValue__Output>
      ToolChunk: MessageTypeDefinition<_snakepit_bridge_ToolChunk, _snakepit_bridge_ToolChunk__Output>
      ToolError: MessageTypeDefinition<_snakepit_bridge_ToolError, _snakepit_bridge_ToolError__Output>
      ToolRegistration: MessageTypeDefinition<_snakepit_bridge_ToolRegistration, _snakepit_bridge_ToolRegistration__Output>
      ToolSpec: MessageTypeDefinition<_snakepit_bridge_ToolSpec, _snakepit_bridge_ToolSpec__Output>
      Transfer: EnumTypeDefinition
    }
    shm: {
      v1: {
        Format: EnumTypeDefinition
        NdArrayInfo: MessageTypeDefinition<_snakepit_shm_v1_NdArrayInfo, _snakepit_shm_v1_NdArrayInfo__Output>
        PackedFloats: MessageTypeDefinition<_snakepit_shm_v1_PackedFloats, _snakepit_shm_v1_PackedFloats__Output>
        PackedIntegers: MessageTypeDefinition<_snakepit_shm_v1_PackedIntegers, _snakepit_shm_v1_PackedIntegers__Output>
        Payload: MessageTypeDefinition<_snakepit_shm_v1_Payload, _snakepit_shm_v1_Payload__Output>
        ShmRef: MessageTypeDefinition<_snakepit_shm_v1_ShmRef, _snakepit_shm_v1_ShmRef__Output>
        Term: MessageTypeDefinition<_snakepit_shm_v1_Term, _snakepit_shm_v1_Term__Output>
        TermList: MessageTypeDefinition<_snakepit_shm_v1_TermList, _snakepit_shm_v1_TermList__Output>
        TermMap: MessageTypeDefinition<_snakepit_shm_v1_TermMap, _snakepit_shm_v1_TermMap__Output>
        TypeInfo: MessageTypeDefinition<_snakepit_shm_v1_TypeInfo, _snakepit_shm_v1_TypeInfo__Output>
      }
    }
  }
}

