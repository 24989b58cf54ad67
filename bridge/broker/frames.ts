import type { wire } from "../../proto/index.js";
import { BrokerError } from "../errors/broker-error.js";
import type { Session } from "../sessions/session.js";
import { boundedReport } from "../transfer/bounded-report.js";
import type { BrokerContext } from "./context.js";
import { passSettleOn } from "./settles.js";

/**
 * What each frame after the hello means. Returns a promise where the next frame must wait.
 *
 * @throws BrokerError `INVALID_ARGUMENT` for a frame that has no place here
 */
export function handleFrame(
  context: BrokerContext,
  session: Session,
  frame: wire.ClientFrame,
): Promise<void> | void {
  if (frame.heartbeat) {
    session.send({ heartbeat: { sentAtMs: Date.now() } });
  } else if (frame.reports) {
    for (const report of frame.reports.reports) context.reports.accept(boundedReport(report));
  } else if (frame.settle) {
    passSettleOn(context, session, frame.settle);
  } else if (frame.lockHeld) {
    session.lockAnnounced = true;
  } else if (frame.tokenRenewal) {
    return renewTokens(context, session, frame.tokenRenewal.leases);
  } else if (frame.workerReady) {
    if (session.worker === null) {
      throw new BrokerError(
        "ACCESS_DENIED",
        "only a worker of this sidecar announces itself as one",
      );
    }
    context.workers.ready(session.worker, session.id, frame.workerReady);
  } else {
    throw new BrokerError("INVALID_ARGUMENT", "this frame has no place after the hello");
  }
}

const maxRenewals = 256;

async function renewTokens(
  context: BrokerContext,
  session: Session,
  leases: readonly number[],
): Promise<void> {
  const own = leases
    .slice(0, maxRenewals)
    .map((lease) => context.pool.find(lease))
    .filter((region) => region !== null)
    .filter((region) => region.session === session.id);
  const tokens = await Promise.all(
    own.map(async ({ region, lease, record }) => {
      const claims = { region, lease, owner: session.id, record, tenant: session.tenant };
      const { token, expiresAtMs } = await context.tokens.sign(claims);
      return { lease, token, expiresAtMs };
    }),
  );
  session.send({ renewedTokens: { tokens } });
}
