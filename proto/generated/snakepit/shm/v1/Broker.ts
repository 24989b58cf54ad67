// Original file: proto/snakepit/shm/v1/broker.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ClientFrame as _snakepit_shm_v1_ClientFrame, ClientFrame__Output as _snakepit_shm_v1_ClientFrame__Output } from '../../../snakepit/shm/v1/ClientFrame.js';
import type { LeaseRequest as _snakepit_shm_v1_LeaseRequest, LeaseRequest__Output as _snakepit_shm_v1_LeaseRequest__Output } from '../../../snakepit/shm/v1/LeaseRequest.js';
import type { LeaseResponse as _snakepit_shm_v1_LeaseResponse, LeaseResponse__Output as _snakepit_shm_v1_LeaseResponse__Output } from '../../../snakepit/shm/v1/LeaseResponse.js';
import type { OpenRequest as _snakepit_shm_v1_OpenRequest, OpenRequest__Output as _snakepit_shm_v1_OpenRequest__Output } from '../../../snakepit/shm/v1/OpenRequest.js';
import type { OpenResponse as _snakepit_shm_v1_OpenResponse, OpenResponse__Output as _snakepit_shm_v1_OpenResponse__Output } from '../../../snakepit/shm/v1/OpenResponse.js';
import type { ReturnRequest as _snakepit_shm_v1_ReturnRequest, ReturnRequest__Output as _snakepit_shm_v1_ReturnRequest__Output } from '../../../snakepit/shm/v1/ReturnRequest.js';
import type { ReturnResponse as _snakepit_shm_v1_ReturnResponse, ReturnResponse__Output as _snakepit_shm_v1_ReturnResponse__Output } from '../../../snakepit/shm/v1/ReturnResponse.js';
import type { ServerFrame as _snakepit_shm_v1_ServerFrame, ServerFrame__Output as _snakepit_shm_v1_ServerFrame__Output } from '../../../snakepit/shm/v1/ServerFrame.js';

export interface BrokerClient extends grpc.Client {
  Lease(argument: _snakepit_shm_v1_LeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  Lease(argument: _snakepit_shm_v1_LeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  Lease(argument: _snakepit_shm_v1_LeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  Lease(argument: _snakepit_shm_v1_LeaseRequest, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  lease(argument: _snakepit_shm_v1_LeaseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  lease(argument: _snakepit_shm_v1_LeaseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  lease(argument: _snakepit_shm_v1_LeaseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  lease(argument: _snakepit_shm_v1_LeaseRequest, callback: grpc.requestCallback<_snakepit_shm_v1_LeaseResponse__Output>): grpc.ClientUnaryCall;
  
  Open(argument: _snakepit_shm_v1_OpenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  Open(argument: _snakepit_shm_v1_OpenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  Open(argument: _snakepit_shm_v1_OpenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  Open(argument: _snakepit_shm_v1_OpenRequest, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  open(argument: _snakepit_shm_v1_OpenRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  open(argument: _snakepit_shm_v1_OpenRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  open(argument: _snakepit_shm_v1_OpenRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  open(argument: _snakepit_shm_v1_OpenRequest, callback: grpc.requestCallback<_snakepit_shm_v1_OpenResponse__Output>): grpc.ClientUnaryCall;
  
  Return(argument: _snakepit_shm_v1_ReturnRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  Return(argument: _snakepit_shm_v1_ReturnRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  Return(argument: _snakepit_shm_v1_ReturnRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  Return(argument: _snakepit_shm_v1_ReturnRequest, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  return(argument: _snakepit_shm_v1_ReturnRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  return(argument: _snakepit_shm_v1_ReturnRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  return(argument: _snakepit_shm_v1_ReturnRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  return(argument: _snakepit_shm_v1_ReturnRequest, callback: grpc.requestCallback<_snakepit_shm_v1_ReturnResponse__Output>): grpc.ClientUnaryCall;
  
  Session(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_shm_v1_ClientFrame, _snakepit_shm_v1_ServerFrame__Output>;
  Session(options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_shm_v1_ClientFrame, _snakepit_shm_v1_ServerFrame__Output>;
  session(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_shm_v1_ClientFrame, _snakepit_shm_v1_ServerFrame__Output>;
  session(options?: grpc.CallOptions): grpc.ClientDuplexStream<_snakepit_shm_v1_ClientFrame, _snakepit_shm_v1_ServerFrame__Output>;
  
}

export interface BrokerHandlers extends grpc.UntypedServiceImplementation {
  Lease: grpc.handleUnaryCall<_snakepit_shm_v1_LeaseRequest__Output, _snakepit_shm_v1_LeaseResponse>;
  
  Open: grpc.handleUnaryCall<_snakepit_shm_v1_OpenRequest__Output, _snakepit_shm_v1_OpenResponse>;
  
  Return: grpc.handleUnaryCall<_snakepit_shm_v1_ReturnRequest__Output, _snakepit_shm_v1_ReturnResponse>;
  
  Session: grpc.handleBidiStreamingCall<_snakepit_shm_v1_ClientFrame__Output, _snakepit_shm_v1_ServerFrame>;
  
}

export interface BrokerDefinition extends grpc.ServiceDefinition {
  Lease: MethodDefinition<_snakepit_shm_v1_LeaseRequest, _snakepit_shm_v1_LeaseResponse, _snakepit_shm_v1_LeaseRequest__Output, _snakepit_shm_v1_LeaseResponse__Output>
  Open: MethodDefinition<_snakepit_shm_v1_OpenRequest, _snakepit_shm_v1_OpenResponse, _snakepit_shm_v1_OpenRequest__Output, _snakepit_shm_v1_OpenResponse__Output>
  Return: MethodDefinition<_snakepit_shm_v1_ReturnRequest, _snakepit_shm_v1_ReturnResponse, _snakepit_shm_v1_ReturnRequest__Output, _snakepit_shm_v1_ReturnResponse__Output>
  Session: MethodDefinition<_snakepit_shm_v1_ClientFrame, _snakepit_shm_v1_ServerFrame, _snakepit_shm_v1_ClientFrame__Output, _snakepit_shm_v1_ServerFrame__Output>
}
