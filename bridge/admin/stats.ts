import type { wire } from "../../proto/index.js";
import type { BrokerContext } from "../broker/context.js";
import type { Session } from "../sessions/session.js";
import type { ReportLog } from "../transfer/report-log.js";

/** The largest event-loop delay seen, in milliseconds. */
export interface LoopDelay {
  maxMs(): number;
  reset(): void;
}

/** What the sidecar holds and has done. */
export function stats(
  context: BrokerContext,
  log: ReportLog,
  loopDelay: LoopDelay,
  resetLoopDelay: boolean,
): wire.StatsResponse {
  const pool = context.pool.stats();
  const response: wire.StatsResponse = {
    run: context.run,
    uptimeMs: Math.round(process.uptime() * 1000),
    calls: context.counter.calls(),
    refusals: context.counter.refusals(),
    classes: [...pool.classes],
    sessions: context.sessions.all().map(sessionStats),
    workers: context.workers.stats(),
    reports: log.received,
    regionBytes: pool.bytes,
    maxRegionBytes: pool.maxBytes,
    loopDelayMaxMs: loopDelay.maxMs(),
  };
  if (resetLoopDelay) loopDelay.reset();
  return response;
}

function sessionStats(session: Session): wire.SessionStats {
  return {
    session: session.id,
    client: session.client,
    state: session.state.kind,
    tenant: session.tenant,
    pid: session.peer.pid,
    uid: session.peer.uid,
    leases: session.control.records - session.control.freeRecords,
    opened: session.opened.size,
    worker: session.worker ?? "",
  };
}
