import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { wire } from "../../proto/index.js";
import { codeOf, toServiceError } from "../errors/service-error.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";

interface Proven {
  readonly proof?: wire.SessionProof | null;
}

/**
 * Wraps what one unary Broker call means into a gRPC handler: counts it, proves its session, and turns
 * whatever is thrown into a status.
 */
export function unary<Request extends Proven, Response>(
  method: string,
  context: BrokerContext,
  handle: (session: Session, request: Request) => Promise<Response>,
): (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => void {
  return (call, reply) => {
    context.counter.called(method);
    const answer = async (): Promise<Response> => {
      const peer = context.peerOf(call.getPeer());
      return handle(context.sessions.prove(call.request.proof ?? null, peer), call.request);
    };
    answer().then(
      (response) => reply(null, response),
      (thrown: unknown) => {
        const code = codeOf(thrown);
        const session = call.request.proof?.session ?? 0;
        context.counter.refused(code);
        context.problem("broker call refused", { method, code, session }, thrown);
        reply(toServiceError(thrown));
      },
    );
  };
}
