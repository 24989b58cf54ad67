import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Attachment as _snakepit_shm_v1_Attachment, Attachment__Output as _snakepit_shm_v1_Attachment__Output } from './snakepit/shm/v1/Attachment.js';
import type { BrokerClient as _snakepit_shm_v1_BrokerClient, BrokerDefinition as _snakepit_shm_v1_BrokerDefinition } from './snakepit/shm/v1/Broker.js';
import type { ClientFrame as _snakepit_shm_v1_ClientFrame, ClientFrame__Output as _snakepit_shm_v1_ClientFrame__Output } from './snakepit/shm/v1/ClientFrame.js';
import type { Drain as _snakepit_shm_v1_Drain, Drain__Output as _snakepit_shm_v1_Drain__Output } from './snakepit/shm/v1/Drain.js';
import type { Heartbeat as _snakepit_shm_v1_Heartbeat, Heartbeat__Output as _snakepit_shm_v1_Heartbeat__Output } from './snakepit/shm/v1/Heartbeat.js';
import type { Hello as _snakepit_shm_v1_Hello, Hello__Output as _snakepit_shm_v1_Hello__Output } from './snakepit/shm/v1/Hello.js';
import type { Lease as _snakepit_shm_v1_Lease, Lease__Output as _snakepit_shm_v1_Lease__Output } from './snakepit/shm/v1/Lease.js';
import type { LeaseRequest as _snakepit_shm_v1_LeaseRequest, LeaseRequest__Output as _snakepit_shm_v1_LeaseRequest__Output } from './snakepit/shm/v1/LeaseRequest.js';
import type { LeaseResponse as _snakepit_shm_v1_LeaseResponse, LeaseResponse__Output as _snakepit_shm_v1_LeaseResponse__Output } from './snakepit/shm/v1/LeaseResponse.js';
import type { Limits as _snakepit_shm_v1_Limits, Limits__Output as _snakepit_shm_v1_Limits__Output } from './snakepit/shm/v1/Limits.js';
import type { LockHeld as _snakepit_shm_v1_LockHeld, LockHeld__Output as _snakepit_shm_v1_LockHeld__Output } from './snakepit/shm/v1/LockHeld.js';
import type { NdArrayInfo as _snakepit_shm_v1_NdArrayInfo, NdArrayInfo__Output as _snakepit_shm_v1_NdArrayInfo__Output } from './snakepit/shm/v1/NdArrayInfo.js';
import type { OpenRequest as _snakepit_shm_v1_OpenRequest, OpenRequest__Output as _snakepit_shm_v1_OpenRequest__Output } from './snakepit/shm/v1/OpenRequest.js';
import type { OpenResponse as _snakepit_shm_v1_OpenResponse, OpenResponse__Output as _snakepit_shm_v1_OpenResponse__Output } from './snakepit/shm/v1/OpenResponse.js';
import type { Payload as _snakepit_shm_v1_Payload, Payload__Output as _snakepit_shm_v1_Payload__Output } from './snakepit/shm/v1/Payload.js';
import type { PayloadReport as _snakepit_shm_v1_PayloadReport, PayloadReport__Output as _snakepit_shm_v1_PayloadReport__Output } from './snakepit/shm/v1/PayloadReport.js';
import type { PeerDied as _snakepit_shm_v1_PeerDied, PeerDied__Output as _snakepit_shm_v1_PeerDied__Output } from './snakepit/shm/v1/PeerDied.js';
import type { PolicyEntry as _snakepit_shm_v1_PolicyEntry, PolicyEntry__Output as _snakepit_shm_v1_PolicyEntry__Output } from './snakepit/shm/v1/PolicyEntry.js';
import type { RenewedToken as _snakepit_shm_v1_RenewedToken, RenewedToken__Output as _snakepit_shm_v1_RenewedToken__Output } from './snakepit/shm/v1/RenewedToken.js';
import type { RenewedTokens as _snakepit_shm_v1_RenewedTokens, RenewedTokens__Output as _snakepit_shm_v1_RenewedTokens__Output } from './snakepit/shm/v1/RenewedTokens.js';
import type { Reports as _snakepit_shm_v1_Reports, Reports__Output as _snakepit_shm_v1_Reports__Output } from './snakepit/shm/v1/Reports.js';
import type { ResumeSession as _snakepit_shm_v1_ResumeSession, ResumeSession__Output as _snakepit_shm_v1_ResumeSession__Output } from './snakepit/shm/v1/ResumeSession.js';
import type { ReturnRequest as _snakepit_shm_v1_ReturnRequest, ReturnRequest__Output as _snakepit_shm_v1_ReturnRequest__Output } from './snakepit/shm/v1/ReturnRequest.js';
import type { ReturnResponse as _snakepit_shm_v1_ReturnResponse, ReturnResponse__Output as _snakepit_shm_v1_ReturnResponse__Output } from './snakepit/shm/v1/ReturnResponse.js';
import type { ServerFrame as _snakepit_shm_v1_ServerFrame, ServerFrame__Output as _snakepit_shm_v1_ServerFrame__Output } from './snakepit/shm/v1/ServerFrame.js';
import type { SessionProof as _snakepit_shm_v1_SessionProof, SessionProof__Output as _snakepit_shm_v1_SessionProof__Output } from './snakepit/shm/v1/SessionProof.js';
import type { Settle as _snakepit_shm_v1_Settle, Settle__Output as _snakepit_shm_v1_Settle__Output } from './snakepit/shm/v1/Settle.js';
import type { ShmRef as _snakepit_shm_v1_ShmRef, ShmRef__Output as _snakepit_shm_v1_ShmRef__Output } from './snakepit/shm/v1/ShmRef.js';
import type { Stage as _snakepit_shm_v1_Stage, Stage__Output as _snakepit_shm_v1_Stage__Output } from './snakepit/shm/v1/Stage.js';
import type { TokenRenewal as _snakepit_shm_v1_TokenRenewal, TokenRenewal__Output as _snakepit_shm_v1_TokenRenewal__Output } from './snakepit/shm/v1/TokenRenewal.js';
import type { Tool as _snakepit_shm_v1_Tool, Tool__Output as _snakepit_shm_v1_Tool__Output } from './snakepit/shm/v1/Tool.js';
import type { TransferPolicy as _snakepit_shm_v1_TransferPolicy, TransferPolicy__Output as _snakepit_shm_v1_TransferPolicy__Output } from './snakepit/shm/v1/TransferPolicy.js';
import type { TransferReport as _snakepit_shm_v1_TransferReport, TransferReport__Output as _snakepit_shm_v1_TransferReport__Output } from './snakepit/shm/v1/TransferReport.js';
import type { Trim as _snakepit_shm_v1_Trim, Trim__Output as _snakepit_shm_v1_Trim__Output } from './snakepit/shm/v1/Trim.js';
import type { TypeInfo as _snakepit_shm_v1_TypeInfo, TypeInfo__Output as _snakepit_shm_v1_TypeInfo__Output } from './snakepit/shm/v1/TypeInfo.js';
import type { Welcome as _snakepit_shm_v1_Welcome, Welcome__Output as _snakepit_shm_v1_Welcome__Output } from './snakepit/shm/v1/Welcome.js';
import type { Worker as _snakepit_shm_v1_Worker, Worker__Output as _snakepit_shm_v1_Worker__Output } from './snakepit/shm/v1/Worker.js';
import type { WorkerDirectory as _snakepit_shm_v1_WorkerDirectory, WorkerDirectory__Output as _snakepit_shm_v1_WorkerDirectory__Output } from './snakepit/shm/v1/WorkerDirectory.js';
import type { WorkerReady as _snakepit_shm_v1_WorkerReady, WorkerReady__Output as _snakepit_shm_v1_WorkerReady__Output } from './snakepit/shm/v1/WorkerReady.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  snakepit: {
    shm: {
      v1: {
        Attachment: MessageTypeDefinition<_snakepit_shm_v1_Attachment, _snakepit_shm_v1_Attachment__Output>
        Broker: SubtypeConstructor<typeof grpc.Client, _snakepit_shm_v1_BrokerClient> & { service: _snakepit_shm_v1_BrokerDefinition }
        ClientFrame: MessageTypeDefinition<_snakepit_shm_v1_ClientFrame, _snakepit_shm_v1_ClientFrame__Output>
        Direction: EnumTypeDefinition
        Drain: MessageTypeDefinition<_snakepit_shm_v1_Drain, _snakepit_shm_v1_Drain__Output>
        Format: EnumTypeDefinition
        Heartbeat: MessageTypeDefinition<_snakepit_shm_v1_Heartbeat, _snakepit_shm_v1_Heartbeat__Output>
        Hello: MessageTypeDefinition<_snakepit_shm_v1_Hello, _snakepit_shm_v1_Hello__Output>
        Lease: MessageTypeDefinition<_snakepit_shm_v1_Lease, _snakepit_shm_v1_Lease__Output>
        LeaseRequest: MessageTypeDefinition<_snakepit_shm_v1_LeaseRequest, _snakepit_shm_v1_LeaseRequest__Output>
        LeaseResponse: MessageTypeDefinition<_snakepit_shm_v1_LeaseResponse, _snakepit_shm_v1_LeaseResponse__Output>
        Limits: MessageTypeDefinition<_snakepit_shm_v1_Limits, _snakepit_shm_v1_Limits__Output>
        LockHeld: MessageTypeDefinition<_snakepit_shm_v1_LockHeld, _snakepit_shm_v1_LockHeld__Output>
        Method: EnumTypeDefinition
        NdArrayInfo: MessageTypeDefinition<_snakepit_shm_v1_NdArrayInfo, _snakepit_shm_v1_NdArrayInfo__Output>
        OpenRequest: MessageTypeDefinition<_snakepit_shm_v1_OpenRequest, _snakepit_shm_v1_OpenRequest__Output>
        OpenResponse: MessageTypeDefinition<_snakepit_shm_v1_OpenResponse, _snakepit_shm_v1_OpenResponse__Output>
        Payload: MessageTypeDefinition<_snakepit_shm_v1_Payload, _snakepit_shm_v1_Payload__Output>
        PayloadReport: MessageTypeDefinition<_snakepit_shm_v1_PayloadReport, _snakepit_shm_v1_PayloadReport__Output>
        PeerDied: MessageTypeDefinition<_snakepit_shm_v1_PeerDied, _snakepit_shm_v1_PeerDied__Output>
        PolicyEntry: MessageTypeDefinition<_snakepit_shm_v1_PolicyEntry, _snakepit_shm_v1_PolicyEntry__Output>
        Reason: EnumTypeDefinition
        RenewedToken: MessageTypeDefinition<_snakepit_shm_v1_RenewedToken, _snakepit_shm_v1_RenewedToken__Output>
        RenewedTokens: MessageTypeDefinition<_snakepit_shm_v1_RenewedTokens, _snakepit_shm_v1_RenewedTokens__Output>
        Reports: MessageTypeDefinition<_snakepit_shm_v1_Reports, _snakepit_shm_v1_Reports__Output>
        ResumeSession: MessageTypeDefinition<_snakepit_shm_v1_ResumeSession, _snakepit_shm_v1_ResumeSession__Output>
        ReturnRequest: MessageTypeDefinition<_snakepit_shm_v1_ReturnRequest, _snakepit_shm_v1_ReturnRequest__Output>
        ReturnResponse: MessageTypeDefinition<_snakepit_shm_v1_ReturnResponse, _snakepit_shm_v1_ReturnResponse__Output>
        Role: EnumTypeDefinition
        ServerFrame: MessageTypeDefinition<_snakepit_shm_v1_ServerFrame, _snakepit_shm_v1_ServerFrame__Output>
        SessionProof: MessageTypeDefinition<_snakepit_shm_v1_SessionProof, _snakepit_shm_v1_SessionProof__Output>
        Settle: MessageTypeDefinition<_snakepit_shm_v1_Settle, _snakepit_shm_v1_Settle__Output>
        ShmRef: MessageTypeDefinition<_snakepit_shm_v1_ShmRef, _snakepit_shm_v1_ShmRef__Output>
        Stage: MessageTypeDefinition<_snakepit_shm_v1_Stage, _snakepit_shm_v1_Stage__Output>
        TokenRenewal: MessageTypeDefinition<_snakepit_shm_v1_TokenRenewal, _snakepit_shm_v1_TokenRenewal__Output>
        Tool: MessageTypeDefinition<_snakepit_shm_v1_Tool, _snakepit_shm_v1_Tool__Output>
        TransferPolicy: MessageTypeDefinition<_snakepit_shm_v1_TransferPolicy, _snakepit_shm_v1_TransferPolicy__Output>
        TransferReport: MessageTypeDefinition<_snakepit_shm_v1_TransferReport, _snakepit_shm_v1_TransferReport__Output>
        Trim: MessageTypeDefinition<_snakepit_shm_v1_Trim, _snakepit_shm_v1_Trim__Output>
        TypeInfo: MessageTypeDefinition<_snakepit_shm_v1_TypeInfo, _snakepit_shm_v1_TypeInfo__Output>
        Welcome: MessageTypeDefinition<_snakepit_shm_v1_Welcome, _snakepit_shm_v1_Welcome__Output>
        Worker: MessageTypeDefinition<_snakepit_shm_v1_Worker, _snakepit_shm_v1_Worker__Output>
        WorkerDirectory: MessageTypeDefinition<_snakepit_shm_v1_WorkerDirectory, _snakepit_shm_v1_WorkerDirectory__Output>
        WorkerReady: MessageTypeDefinition<_snakepit_shm_v1_WorkerReady, _snakepit_shm_v1_WorkerReady__Output>
      }
    }
  }
}

