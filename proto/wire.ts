// The message types that TypeScript code handles, under one name. Generated from the .proto files.
export type { AdminHandlers } from "./generated/snakepit/shm/v1/Admin.js";
export type { Attachment } from "./generated/snakepit/shm/v1/Attachment.js";
export type { BrokerHandlers } from "./generated/snakepit/shm/v1/Broker.js";
export type { ClassStats } from "./generated/snakepit/shm/v1/ClassStats.js";
export type { ClientFrame__Output as ClientFrame } from "./generated/snakepit/shm/v1/ClientFrame.js";
export type { Hello__Output as Hello } from "./generated/snakepit/shm/v1/Hello.js";
export type { Lease } from "./generated/snakepit/shm/v1/Lease.js";
export type { LeaseRequest__Output as LeaseRequest } from "./generated/snakepit/shm/v1/LeaseRequest.js";
export type { LeaseResponse } from "./generated/snakepit/shm/v1/LeaseResponse.js";
export type { Limits } from "./generated/snakepit/shm/v1/Limits.js";
export type { OpenRequest__Output as OpenRequest } from "./generated/snakepit/shm/v1/OpenRequest.js";
export type { OpenResponse } from "./generated/snakepit/shm/v1/OpenResponse.js";
export type { PayloadReport__Output as PayloadReport } from "./generated/snakepit/shm/v1/PayloadReport.js";
export type { ReturnRequest__Output as ReturnRequest } from "./generated/snakepit/shm/v1/ReturnRequest.js";
export type { ReturnResponse } from "./generated/snakepit/shm/v1/ReturnResponse.js";
export type { ServerFrame } from "./generated/snakepit/shm/v1/ServerFrame.js";
export type { SessionProof__Output as SessionProof } from "./generated/snakepit/shm/v1/SessionProof.js";
export type { SessionStats } from "./generated/snakepit/shm/v1/SessionStats.js";
export type { Settle__Output as Settle } from "./generated/snakepit/shm/v1/Settle.js";
export type { ShmRef__Output as ShmRef } from "./generated/snakepit/shm/v1/ShmRef.js";
export type { Stage__Output as Stage } from "./generated/snakepit/shm/v1/Stage.js";
export type { StatsRequest__Output as StatsRequest } from "./generated/snakepit/shm/v1/StatsRequest.js";
export type {
  StatsResponse,
  StatsResponse__Output,
} from "./generated/snakepit/shm/v1/StatsResponse.js";
export type { Tool__Output as Tool } from "./generated/snakepit/shm/v1/Tool.js";
export type { Trace__Output as Trace } from "./generated/snakepit/shm/v1/Trace.js";
export type { TracesRequest__Output as TracesRequest } from "./generated/snakepit/shm/v1/TracesRequest.js";
export type { TracesResponse } from "./generated/snakepit/shm/v1/TracesResponse.js";
export type { TransferPolicy } from "./generated/snakepit/shm/v1/TransferPolicy.js";
export type { TransferReport__Output as TransferReport } from "./generated/snakepit/shm/v1/TransferReport.js";
export type { Welcome } from "./generated/snakepit/shm/v1/Welcome.js";
export type { WorkerDirectory } from "./generated/snakepit/shm/v1/WorkerDirectory.js";
export type { WorkerReady__Output as WorkerReady } from "./generated/snakepit/shm/v1/WorkerReady.js";
export type { WorkerStats } from "./generated/snakepit/shm/v1/WorkerStats.js";
