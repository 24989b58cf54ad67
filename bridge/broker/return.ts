import type { wire } from "../../proto/index.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";

/** Takes leases back. Leases that are unknown or of another session are passed over: returning is idempotent. */
export async function returnLeases(
  context: BrokerContext,
  session: Session,
  request: wire.ReturnRequest,
): Promise<wire.ReturnResponse> {
  context.pool.giveBack(session.id, request.leases);
  for (const lease of request.leases) {
    if (context.pool.find(lease) === null) context.keys.forget(lease);
  }
  return {};
}
