import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import type { ReportSink } from "../../bridge/index.js";
import type { wire } from "../../proto/index.js";
import type { Tracing } from "./tracing.js";

const rpcMethod = "snakepit.bridge.BridgeService/ExecuteTool";

/**
 * Turns transfer reports into spans: one for the side that reports and one for each of its stages. The
 * caller's span continues the application's trace, the worker's span continues the caller's.
 */
export class ReportSpans implements ReportSink {
  readonly #tracing: Tracing;

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  accept(report: wire.TransferReport): void {
    const { tracer, ids } = this.#tracing;
    // A client that sends no proper ids gets no span; its report still counts in the statistics.
    if (report.traceId.length !== 16 || report.spanId.length !== 8) return;
    ids.use(report.spanId.toString("hex"), report.traceId.toString("hex"));
    const startNs = report.startedAtNs;
    const span = tracer.startSpan(
      rpcMethod,
      {
        kind: report.role === "ROLE_CALLER" ? SpanKind.CLIENT : SpanKind.SERVER,
        startTime: time(startNs),
        attributes: attributesOf(report),
      },
      parentOf(report),
    );
    const inside = trace.setSpan(ROOT_CONTEXT, span);
    for (const stage of report.stages) {
      const begin = startNs + stage.startNs;
      tracer
        .startSpan(stage.name, { startTime: time(begin) }, inside)
        .end(time(begin + stage.durationNs));
    }
    if (report.errorCode !== "") {
      span.setStatus({ code: SpanStatusCode.ERROR, message: report.errorCode });
    }
    span.end(time(startNs + report.durationNs));
  }
}

function time(unixNs: number): [number, number] {
  return [Math.floor(unixNs / 1e9), Math.round(unixNs % 1e9)];
}

function parentOf(report: wire.TransferReport): Context {
  if (report.parentSpanId.length !== 8) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: report.traceId.toString("hex"),
    spanId: report.parentSpanId.toString("hex"),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}

function attributesOf(report: wire.TransferReport): Attributes {
  const attributes: Attributes = {
    "rpc.system.name": "grpc",
    "rpc.method": rpcMethod,
    "snakepit.tool": report.tool,
    "snakepit.worker": report.worker,
  };
  if (report.errorCode !== "") attributes["error.type"] = report.errorCode;
  for (const direction of ["request", "response"] as const) {
    const payloads = report.payloads.filter(
      (payload) => payload.direction === `DIRECTION_${direction.toUpperCase()}`,
    );
    const largest = payloads.toSorted((a, b) => b.bytes - a.bytes)[0];
    if (largest === undefined) continue;
    const prefix = `snakepit.shm.${direction}`;
    attributes[`${prefix}.method`] = word(largest.method, "METHOD_");
    attributes[`${prefix}.reason`] = word(largest.reason, "REASON_");
    attributes[`${prefix}.bytes`] = payloads.reduce((sum, payload) => sum + payload.bytes, 0);
    attributes[`${prefix}.payloads`] = payloads.length;
    attributes[`${prefix}.warm`] = largest.warm;
    if (largest.detail !== "") attributes[`${prefix}.fallback`] = largest.detail;
  }
  return attributes;
}

// A newer client may send a value that this sidecar has no name for: then it is a number.
function word(value: string | number, prefix: string): string {
  return String(value).replace(prefix, "").toLowerCase();
}
