// For whoever runs a sidecar on shared memory: errors, platforms, runs, sessions, regions.
export { type Clock, systemClock } from "./clock.js";
export { ControlTable } from "./control/control-table.js";
export { ShmError, type ShmErrorCode, shmErrorCodes } from "./errors.js";
export { IdCounter } from "./ids.js";
export type { Agreement, SessionIsDead } from "./layout/agreement.js";
// For tools and tests that read the shared words themselves.
export {
  controlTableBytes,
  DEFAULT_RECORDS,
  FLAG_CHECKSUM,
  HEADER_BYTES,
  LAYOUT_MAGIC,
  LAYOUT_VERSION,
  RECORD_BYTES,
  recordOffset,
  SLOT_BYTES,
  SLOTS_PER_RECORD,
  slotOffset,
} from "./layout/control-table.js";
export { decodeHeader, encodeHeader, type TableHeader } from "./layout/header.js";
export { decodeRecord, encodeRecord, type RecordWords, type SlotWords } from "./layout/record.js";
export {
  MAX_REGION_BYTES,
  MIN_REGION_BYTES,
  sizeClasses,
  sizeClassFor,
} from "./layout/size-class.js";
export { newRunId, objectName } from "./names.js";
export { type PeerCredentials, peerCredentials } from "./native/peer-credentials.js";
export type {
  CreateOptions,
  HeldLock,
  MemoryUsage,
  OfferedLock,
  SharedMemoryObject,
  SharedMemoryPlatform,
} from "./platform/contract.js";
export { linuxPlatform } from "./platform/linux/index.js";
export { memoryPlatform } from "./platform/memory/index.js";
export type { PoolEvent, RegionPoolOptions } from "./regions/options.js";
export type { LeasedRegion } from "./regions/region.js";
export { type LeaseRequest, RegionPool } from "./regions/region-pool.js";
export type { ClassStats, PoolStats } from "./regions/stats.js";
export { RunLock } from "./run/run-lock.js";
export { SessionLock } from "./run/session-lock.js";
export { type SweepFailure, type SweepReport, sweepDeadRuns } from "./run/sweep.js";
