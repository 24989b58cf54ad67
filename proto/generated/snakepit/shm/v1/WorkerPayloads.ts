// Original file: proto/snakepit/shm/v1/worker.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { FetchRequest as _snakepit_shm_v1_FetchRequest, FetchRequest__Output as _snakepit_shm_v1_FetchRequest__Output } from '../../../snakepit/shm/v1/FetchRequest.js';
import type { FetchResponse as _snakepit_shm_v1_FetchResponse, FetchResponse__Output as _snakepit_shm_v1_FetchResponse__Output } from '../../../snakepit/shm/v1/FetchResponse.js';

export interface WorkerPayloadsClient extends grpc.Client {
  Fetch(argument: _snakepit_shm_v1_FetchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  Fetch(argument: _snakepit_shm_v1_FetchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  Fetch(argument: _snakepit_shm_v1_FetchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  Fetch(argument: _snakepit_shm_v1_FetchRequest, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  fetch(argument: _snakepit_shm_v1_FetchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  fetch(argument: _snakepit_shm_v1_FetchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  fetch(argument: _snakepit_shm_v1_FetchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  fetch(argument: _snakepit_shm_v1_FetchRequest, callback: grpc.requestCallback<_snakepit_shm_v1_FetchResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface WorkerPayloadsHandlers extends grpc.UntypedServiceImplementation {
  Fetch: grpc.handleUnaryCall<_snakepit_shm_v1_FetchRequest__Output, _snakepit_shm_v1_FetchResponse>;
  
}

export interface WorkerPayloadsDefinition extends grpc.ServiceDefinition {
  Fetch: MethodDefinition<_snakepit_shm_v1_FetchRequest, _snakepit_shm_v1_FetchResponse, _snakepit_shm_v1_FetchRequest__Output, _snakepit_shm_v1_FetchResponse__Output>
}
