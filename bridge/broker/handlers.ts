import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { BrokerContext } from "./context.js";
import { lease } from "./lease.js";
import { open } from "./open.js";
import { returnLeases } from "./return.js";
import { serveSession } from "./session.js";
import { unary } from "./unary.js";

/** The `snakepit.shm.v1.Broker` service. */
export function brokerHandlers(context: BrokerContext): UntypedServiceImplementation {
  return {
    Session: serveSession.bind(null, context),
    Lease: unary("Lease", context, (session, request) => lease(context, session, request)),
    Open: unary("Open", context, (session, request) => open(context, session, request)),
    Return: unary("Return", context, (session, request) => returnLeases(context, session, request)),
  };
}
