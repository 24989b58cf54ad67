import type { wire } from "../../proto/index.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";

/** Takes leases back. A lease that is over already is passed over, so that a lost answer may be asked for again. */
export async function returnLeases(
  context: BrokerContext,
  session: Session,
  request: wire.ReturnRequest,
): Promise<wire.ReturnResponse> {
  context.pool.giveBack(session.id, request.leases);
  return {};
}
