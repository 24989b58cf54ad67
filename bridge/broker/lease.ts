import type { wire } from "../../proto/index.js";
import { type LeasedRegion, ShmError } from "../../shm/index.js";
import { BrokerError } from "../errors/broker-error.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";
import { proveLock } from "./prove-lock.js";

const maxCount = 64;
const rememberedRequests = 64;
// How long others have to bring back idle leases before a lease is refused for want of memory.
const trimWaitMs = 100;

const answered = new WeakMap<Session, Map<string, Promise<wire.LeaseResponse>>>();

/** Leases regions. The same `request_id` of the same session gets the same answer, so a retry leaks nothing. */
export function lease(
  context: BrokerContext,
  session: Session,
  request: wire.LeaseRequest,
): Promise<wire.LeaseResponse> {
  if (request.requestId.length < 1 || request.requestId.length > 64) {
    throw new BrokerError("INVALID_ARGUMENT", "request_id must have 1 to 64 characters");
  }
  if (request.count < 1 || request.count > maxCount) {
    throw new BrokerError(
      "INVALID_ARGUMENT",
      `count must be 1 to ${maxCount}, not ${request.count}`,
    );
  }
  if (!Number.isSafeInteger(request.minBytes) || request.minBytes < 0) {
    throw new BrokerError("INVALID_ARGUMENT", "min_bytes must be a number of bytes");
  }
  proveLock(session);
  const requests = answered.get(session) ?? new Map<string, Promise<wire.LeaseResponse>>();
  answered.set(session, requests);
  const before = requests.get(request.requestId);
  if (before !== undefined) return before;
  const response = grant(context, session, request);
  requests.set(request.requestId, response);
  // A refusal is not an answer to be repeated: the same request may succeed later.
  response.catch(() => requests.delete(request.requestId));
  const oldest = requests.keys().next();
  if (requests.size > rememberedRequests && !oldest.done) requests.delete(oldest.value);
  return response;
}

async function grant(
  context: BrokerContext,
  session: Session,
  request: wire.LeaseRequest,
): Promise<wire.LeaseResponse> {
  const wanted = { session: session.id, minBytes: request.minBytes, count: request.count };
  const regions = await context.pool.lease(wanted).catch(async (refusal: unknown) => {
    const full =
      refusal instanceof ShmError && ["LIMIT_EXCEEDED", "NO_SPACE"].includes(refusal.code);
    if (!full) throw refusal;
    context.sessions.broadcast({ trim: { capacity: 0, keep: 0 } });
    await new Promise((resolve) => setTimeout(resolve, trimWaitMs));
    return context.pool.lease({ ...wanted, count: 1 });
  });
  return { leases: await Promise.all(regions.map((region) => toWire(context, session, region))) };
}

async function toWire(
  context: BrokerContext,
  session: Session,
  region: LeasedRegion,
): Promise<wire.Lease> {
  const { token, expiresAtMs } = await context.tokens.sign({
    region: region.region,
    lease: region.lease,
    owner: session.id,
    record: region.record,
    tenant: session.tenant,
  });
  return {
    region: region.region,
    lease: region.lease,
    record: region.record,
    capacity: region.capacity,
    token,
    expiresAtMs,
    key: context.keys.of(region.lease),
    payload: { path: region.attachmentPath, size: region.capacity },
  };
}
