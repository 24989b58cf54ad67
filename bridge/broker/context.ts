import type { wire } from "../../proto/index.js";
import type { RegionPool } from "../../shm/index.js";
import type { SessionRegistry } from "../sessions/registry.js";
import type { Peer } from "../sessions/session.js";
import type { RegionTokens } from "../tokens/region-token.js";
import type { ReportSink } from "../transfer/report-log.js";
import type { WorkerSupervisor } from "../workers/supervisor.js";
import type { CallCounter } from "./call-counter.js";
import type { LeaseKeys } from "./lease-keys.js";
import type { Trims } from "./trims.js";

/** What the handlers of the Broker work with. One per sidecar. */
export interface BrokerContext {
  readonly run: string;
  readonly sessions: SessionRegistry;
  readonly pool: RegionPool;
  readonly tokens: RegionTokens;
  readonly keys: LeaseKeys;
  readonly workers: WorkerSupervisor;
  readonly reports: ReportSink;
  readonly counter: CallCounter;
  readonly trims: Trims;
  readonly limits: wire.Limits;
  policy(): wire.TransferPolicy;
  /** Who is at the other end of the connection that `getPeer()` names. */
  peerOf(connection: string): Peer;
  /** A refusal or a fault, to be logged. Never holds an OS name, a key or a token. */
  problem(what: string, context: Record<string, unknown>, error: unknown): void;
}
