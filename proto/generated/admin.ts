import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AdminClient as _snakepit_shm_v1_AdminClient, AdminDefinition as _snakepit_shm_v1_AdminDefinition } from './snakepit/shm/v1/Admin.js';
import type { ClassStats as _snakepit_shm_v1_ClassStats, ClassStats__Output as _snakepit_shm_v1_ClassStats__Output } from './snakepit/shm/v1/ClassStats.js';
import type { NdArrayInfo as _snakepit_shm_v1_NdArrayInfo, NdArrayInfo__Output as _snakepit_shm_v1_NdArrayInfo__Output } from './snakepit/shm/v1/NdArrayInfo.js';
import type { Payload as _snakepit_shm_v1_Payload, Payload__Output as _snakepit_shm_v1_Payload__Output } from './snakepit/shm/v1/Payload.js';
import type { PayloadReport as _snakepit_shm_v1_PayloadReport, PayloadReport__Output as _snakepit_shm_v1_PayloadReport__Output } from './snakepit/shm/v1/PayloadReport.js';
import type { SessionStats as _snakepit_shm_v1_SessionStats, SessionStats__Output as _snakepit_shm_v1_SessionStats__Output } from './snakepit/shm/v1/SessionStats.js';
import type { ShmRef as _snakepit_shm_v1_ShmRef, ShmRef__Output as _snakepit_shm_v1_ShmRef__Output } from './snakepit/shm/v1/ShmRef.js';
import type { Stage as _snakepit_shm_v1_Stage, Stage__Output as _snakepit_shm_v1_Stage__Output } from './snakepit/shm/v1/Stage.js';
import type { StatsRequest as _snakepit_shm_v1_StatsRequest, StatsRequest__Output as _snakepit_shm_v1_StatsRequest__Output } from './snakepit/shm/v1/StatsRequest.js';
import type { StatsResponse as _snakepit_shm_v1_StatsResponse, StatsResponse__Output as _snakepit_shm_v1_StatsResponse__Output } from './snakepit/shm/v1/StatsResponse.js';
import type { Trace as _snakepit_shm_v1_Trace, Trace__Output as _snakepit_shm_v1_Trace__Output } from './snakepit/shm/v1/Trace.js';
import type { TracesRequest as _snakepit_shm_v1_TracesRequest, TracesRequest__Output as _snakepit_shm_v1_TracesRequest__Output } from './snakepit/shm/v1/TracesRequest.js';
import type { TracesResponse as _snakepit_shm_v1_TracesResponse, TracesResponse__Output as _snakepit_shm_v1_TracesResponse__Output } from './snakepit/shm/v1/TracesResponse.js';
import type { TransferReport as _snakepit_shm_v1_TransferReport, TransferReport__Output as _snakepit_shm_v1_TransferReport__Output } from './snakepit/shm/v1/TransferReport.js';
import type { TypeInfo as _snakepit_shm_v1_TypeInfo, TypeInfo__Output as _snakepit_shm_v1_TypeInfo__Output } from './snakepit/shm/v1/TypeInfo.js';
import type { WorkerStats as _snakepit_shm_v1_WorkerStats, WorkerStats__Output as _snakepit_shm_v1_WorkerStats__Output } from './snakepit/shm/v1/WorkerStats.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  snakepit: {
    shm: {
      v1: {
        Admin: SubtypeConstructor<typeof grpc.Client, _snakepit_shm_v1_AdminClient> & { service: _snakepit_shm_v1_AdminDefinition }
        ClassStats: MessageTypeDefinition<_snakepit_shm_v1_ClassStats, _snakepit_shm_v1_ClassStats__Output>
        Direction: EnumTypeDefinition
        Format: EnumTypeDefinition
        Method: EnumTypeDefinition
        NdArrayInfo: MessageTypeDefinition<_snakepit_shm_v1_NdArrayInfo, _snakepit_shm_v1_NdArrayInfo__Output>
        Payload: MessageTypeDefinition<_snakepit_shm_v1_Payload, _snakepit_shm_v1_Payload__Output>
        PayloadReport: MessageTypeDefinition<_snakepit_shm_v1_PayloadReport, _snakepit_shm_v1_PayloadReport__Output>
        Reason: EnumTypeDefinition
        Role: EnumTypeDefinition
        SessionStats: MessageTypeDefinition<_snakepit_shm_v1_SessionStats, _snakepit_shm_v1_SessionStats__Output>
        ShmRef: MessageTypeDefinition<_snakepit_shm_v1_ShmRef, _snakepit_shm_v1_ShmRef__Output>
        Stage: MessageTypeDefinition<_snakepit_shm_v1_Stage, _snakepit_shm_v1_Stage__Output>
        StatsRequest: MessageTypeDefinition<_snakepit_shm_v1_StatsRequest, _snakepit_shm_v1_StatsRequest__Output>
        StatsResponse: MessageTypeDefinition<_snakepit_shm_v1_StatsResponse, _snakepit_shm_v1_StatsResponse__Output>
        Trace: MessageTypeDefinition<_snakepit_shm_v1_Trace, _snakepit_shm_v1_Trace__Output>
        TracesRequest: MessageTypeDefinition<_snakepit_shm_v1_TracesRequest, _snakepit_shm_v1_TracesRequest__Output>
        TracesResponse: MessageTypeDefinition<_snakepit_shm_v1_TracesResponse, _snakepit_shm_v1_TracesResponse__Output>
        TransferReport: MessageTypeDefinition<_snakepit_shm_v1_TransferReport, _snakepit_shm_v1_TransferReport__Output>
        TypeInfo: MessageTypeDefinition<_snakepit_shm_v1_TypeInfo, _snakepit_shm_v1_TypeInfo__Output>
        WorkerStats: MessageTypeDefinition<_snakepit_shm_v1_WorkerStats, _snakepit_shm_v1_WorkerStats__Output>
      }
    }
  }
}

