// Original file: proto/snakepit/shm/v1/admin.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { StatsRequest as _snakepit_shm_v1_StatsRequest, StatsRequest__Output as _snakepit_shm_v1_StatsRequest__Output } from '../../../snakepit/shm/v1/StatsRequest.js';
import type { StatsResponse as _snakepit_shm_v1_StatsResponse, StatsResponse__Output as _snakepit_shm_v1_StatsResponse__Output } from '../../../snakepit/shm/v1/StatsResponse.js';
import type { TracesRequest as _snakepit_shm_v1_TracesRequest, TracesRequest__Output as _snakepit_shm_v1_TracesRequest__Output } from '../../../snakepit/shm/v1/TracesRequest.js';
import type { TracesResponse as _snakepit_shm_v1_TracesResponse, TracesResponse__Output as _snakepit_shm_v1_TracesResponse__Output } from '../../../snakepit/shm/v1/TracesResponse.js';

export interface AdminClient extends grpc.Client {
  GetStats(argument: _snakepit_shm_v1_StatsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  GetStats(argument: _snakepit_shm_v1_StatsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  GetStats(argument: _snakepit_shm_v1_StatsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  GetStats(argument: _snakepit_shm_v1_StatsRequest, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  getStats(argument: _snakepit_shm_v1_StatsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  getStats(argument: _snakepit_shm_v1_StatsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  getStats(argument: _snakepit_shm_v1_StatsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  getStats(argument: _snakepit_shm_v1_StatsRequest, callback: grpc.requestCallback<_snakepit_shm_v1_StatsResponse__Output>): grpc.ClientUnaryCall;
  
  GetTraces(argument: _snakepit_shm_v1_TracesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  GetTraces(argument: _snakepit_shm_v1_TracesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  GetTraces(argument: _snakepit_shm_v1_TracesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  GetTraces(argument: _snakepit_shm_v1_TracesRequest, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  getTraces(argument: _snakepit_shm_v1_TracesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  getTraces(argument: _snakepit_shm_v1_TracesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  getTraces(argument: _snakepit_shm_v1_TracesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  getTraces(argument: _snakepit_shm_v1_TracesRequest, callback: grpc.requestCallback<_snakepit_shm_v1_TracesResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface AdminHandlers extends grpc.UntypedServiceImplementation {
  GetStats: grpc.handleUnaryCall<_snakepit_shm_v1_StatsRequest__Output, _snakepit_shm_v1_StatsResponse>;
  
  GetTraces: grpc.handleUnaryCall<_snakepit_shm_v1_TracesRequest__Output, _snakepit_shm_v1_TracesResponse>;
  
}

export interface AdminDefinition extends grpc.ServiceDefinition {
  GetStats: MethodDefinition<_snakepit_shm_v1_StatsRequest, _snakepit_shm_v1_StatsResponse, _snakepit_shm_v1_StatsRequest__Output, _snakepit_shm_v1_StatsResponse__Output>
  GetTraces: MethodDefinition<_snakepit_shm_v1_TracesRequest, _snakepit_shm_v1_TracesResponse, _snakepit_shm_v1_TracesRequest__Output, _snakepit_shm_v1_TracesResponse__Output>
}
