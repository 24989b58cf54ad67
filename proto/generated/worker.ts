import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { FetchRequest as _snakepit_shm_v1_FetchRequest, FetchRequest__Output as _snakepit_shm_v1_FetchRequest__Output } from './snakepit/shm/v1/FetchRequest.js';
import type { FetchResponse as _snakepit_shm_v1_FetchResponse, FetchResponse__Output as _snakepit_shm_v1_FetchResponse__Output } from './snakepit/shm/v1/FetchResponse.js';
import type { NdArrayInfo as _snakepit_shm_v1_NdArrayInfo, NdArrayInfo__Output as _snakepit_shm_v1_NdArrayInfo__Output } from './snakepit/shm/v1/NdArrayInfo.js';
import type { Payload as _snakepit_shm_v1_Payload, Payload__Output as _snakepit_shm_v1_Payload__Output } from './snakepit/shm/v1/Payload.js';
import type { ShmRef as _snakepit_shm_v1_ShmRef, ShmRef__Output as _snakepit_shm_v1_ShmRef__Output } from './snakepit/shm/v1/ShmRef.js';
import type { TypeInfo as _snakepit_shm_v1_TypeInfo, TypeInfo__Output as _snakepit_shm_v1_TypeInfo__Output } from './snakepit/shm/v1/TypeInfo.js';
import type { WorkerPayloadsClient as _snakepit_shm_v1_WorkerPayloadsClient, WorkerPayloadsDefinition as _snakepit_shm_v1_WorkerPayloadsDefinition } from './snakepit/shm/v1/WorkerPayloads.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  snakepit: {
    shm: {
      v1: {
        FetchRequest: MessageTypeDefinition<_snakepit_shm_v1_FetchRequest, _snakepit_shm_v1_FetchRequest__Output>
        FetchResponse: MessageTypeDefinition<_snakepit_shm_v1_FetchResponse, _snakepit_shm_v1_FetchResponse__Output>
        Format: EnumTypeDefinition
        NdArrayInfo: MessageTypeDefinition<_snakepit_shm_v1_NdArrayInfo, _snakepit_shm_v1_NdArrayInfo__Output>
        Payload: MessageTypeDefinition<_snakepit_shm_v1_Payload, _snakepit_shm_v1_Payload__Output>
        ShmRef: MessageTypeDefinition<_snakepit_shm_v1_ShmRef, _snakepit_shm_v1_ShmRef__Output>
        TypeInfo: MessageTypeDefinition<_snakepit_shm_v1_TypeInfo, _snakepit_shm_v1_TypeInfo__Output>
        WorkerPayloads: SubtypeConstructor<typeof grpc.Client, _snakepit_shm_v1_WorkerPayloadsClient> & { service: _snakepit_shm_v1_WorkerPayloadsDefinition }
      }
    }
  }
}

