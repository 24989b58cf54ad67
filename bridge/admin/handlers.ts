import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { wire } from "../../proto/index.js";
import type { BrokerContext } from "../broker/context.js";
import { toServiceError } from "../errors/service-error.js";
import type { ReportLog } from "../transfer/report-log.js";
import { type LoopDelay, stats } from "./stats.js";

const defaultTraces = 20;
const maxTraces = 1_000;

/** The `snakepit.shm.v1.Admin` service: read-only, for operators and tests. */
export function adminHandlers(
  context: BrokerContext,
  log: ReportLog,
  loopDelay: LoopDelay,
): UntypedServiceImplementation {
  return {
    GetStats: answer(context, (request: wire.StatsRequest) =>
      stats(context, log, loopDelay, request.resetLoopDelay),
    ),
    GetTraces: answer(context, (request: wire.TracesRequest) => ({
      traces: log.find(request.traceId, Math.min(request.limit || defaultTraces, maxTraces)),
    })),
  };
}

function answer<Request, Response>(
  context: BrokerContext,
  handle: (request: Request) => Response,
): (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => void {
  return (call, reply) => {
    try {
      reply(null, handle(call.request));
    } catch (thrown) {
      context.problem("admin call failed", {}, thrown);
      reply(toServiceError(thrown));
    }
  };
}
