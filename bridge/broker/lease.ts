import type { wire } from "../../proto/index.js";
import { type LeasedRegion, ShmError } from "../../shm/index.js";
import { BrokerError } from "../errors/broker-error.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";
import { proveLock } from "./prove-lock.js";

const maxCount = 64;
const rememberedRequests = 64;

const answered = new WeakMap<Session, Map<string, Promise<wire.LeaseResponse>>>();

/** Leases regions. The same `request_id` of the same session gets the same answer, so a retry leaks nothing. */
export async function lease(
  context: BrokerContext,
  session: Session,
  request: wire.LeaseRequest,
): Promise<wire.LeaseResponse> {
  check(request);
  proveLock(session);
  const requests = answered.get(session) ?? new Map<string, Promise<wire.LeaseResponse>>();
  answered.set(session, requests);
  const before = requests.get(request.requestId);
  if (before !== undefined) return repeat(context, before, request);
  const response = grant(context, session, request);
  requests.set(request.requestId, response);
  // A refusal is not an answer to be repeated: the same request may succeed later.
  response.catch(() => requests.delete(request.requestId));
  const oldest = requests.keys().next();
  if (requests.size > rememberedRequests && !oldest.done) requests.delete(oldest.value);
  return response;
}

function check({ requestId, count, minBytes }: wire.LeaseRequest): void {
  if (requestId.length < 1 || requestId.length > 64) {
    throw new BrokerError("INVALID_ARGUMENT", "request_id must have 1 to 64 characters");
  }
  if (count < 1 || count > maxCount) {
    throw new BrokerError("INVALID_ARGUMENT", `count must be 1 to ${maxCount}, not ${count}`);
  }
  if (!Number.isSafeInteger(minBytes) || minBytes < 0) {
    throw new BrokerError("INVALID_ARGUMENT", "min_bytes must be a number of bytes");
  }
}

// Never a lease that has been given back meanwhile: somebody else may be writing that region now.
async function repeat(
  context: BrokerContext,
  before: Promise<wire.LeaseResponse>,
  request: wire.LeaseRequest,
): Promise<wire.LeaseResponse> {
  const { leases = [] } = await before;
  const fits = leases.every(
    ({ lease: id, capacity }) =>
      context.pool.find(Number(id)) !== null && Number(capacity) >= request.minBytes,
  );
  if (fits) return { leases };
  throw new BrokerError("INVALID_ARGUMENT", "request_id was used before, for other leases");
}

async function grant(
  context: BrokerContext,
  session: Session,
  request: wire.LeaseRequest,
): Promise<wire.LeaseResponse> {
  const wanted = { session: session.id, minBytes: request.minBytes, count: request.count };
  const regions = await context.pool.lease(wanted).catch(async (refusal: unknown) => {
    if (!isShortage(refusal)) throw refusal;
    await context.trims.ask(context.sessions, session);
    return context.pool.lease({ ...wanted, count: 1 });
  });
  return { leases: await Promise.all(regions.map((region) => toWire(context, session, region))) };
}

function isShortage(refusal: unknown): boolean {
  return refusal instanceof ShmError && ["LIMIT_EXCEEDED", "NO_SPACE"].includes(refusal.code);
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
