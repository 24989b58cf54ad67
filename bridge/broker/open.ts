import type { wire } from "../../proto/index.js";
import { BrokerError } from "../errors/broker-error.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";
import { proveLock } from "./prove-lock.js";

/** Exchanges a region token for the means to read the region. */
export async function open(
  context: BrokerContext,
  session: Session,
  request: wire.OpenRequest,
): Promise<wire.OpenResponse> {
  proveLock(session);
  const claims = await context.tokens.verify(request.token);
  if (claims.tenant !== session.tenant) {
    throw new BrokerError("ACCESS_DENIED", "the region belongs to another tenant");
  }
  const region = context.pool.find(claims.lease);
  const owner = context.sessions.find(claims.owner);
  const same = region?.region === claims.region && region.session === claims.owner;
  if (region === null || owner === null || !same) {
    throw new BrokerError("TOKEN_REVOKED", "the lease behind the token has ended");
  }
  rememberOpened(context, session, claims.lease);
  return {
    region: region.region,
    lease: region.lease,
    owner: owner.id,
    record: region.record,
    capacity: region.capacity,
    key: context.keys.of(region.lease),
    payload: { path: region.attachmentPath, size: region.capacity },
    control: { path: owner.control.attachmentPath, size: owner.control.bytes },
  };
}

const manyOpened = 1_024;

// Leases that have ended are forgotten now and then; those that live are bounded by the memory there is.
function rememberOpened(context: BrokerContext, session: Session, lease: number): void {
  session.opened.add(lease);
  if (session.opened.size % manyOpened !== 0) return;
  for (const opened of session.opened) {
    if (context.pool.find(opened) === null) session.opened.delete(opened);
  }
}
