import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { tracing } from "@opentelemetry/sdk-node";
import { expect } from "chai";
import type { wire } from "../../../proto/index.js";
import { ReportSpans, startTracing, type Tracing } from "../../../sidecar/index.js";
import { transferReport } from "../../support/transfer-report.js";

describe("ReportSpans", () => {
  const exporter = new tracing.InMemorySpanExporter();
  let setup: Tracing;
  let sink: ReportSpans;

  before(() => {
    setup = startTracing([new tracing.SimpleSpanProcessor(exporter)]);
    sink = new ReportSpans(setup);
  });
  beforeEach(() => exporter.reset());
  after(() => setup.shutdown());

  const spanNamed = (name: string): tracing.ReadableSpan => {
    const span = exporter.getFinishedSpans().find((candidate) => candidate.name === name);
    if (span === undefined) throw new Error(`no span ${name}`);
    return span;
  };
  const rpc = "snakepit.bridge.BridgeService/ExecuteTool";

  it("continues the caller's trace with the ids that the clients chose [GP-12.5]", () => {
    const parent = Buffer.alloc(8, 0x11);
    sink.accept(transferReport({ parentSpanId: parent }));
    const span = spanNamed(rpc);
    expect(span.spanContext().traceId).to.equal("ab".repeat(16));
    expect(span.spanContext().spanId).to.equal("cd".repeat(8));
    expect(span.parentSpanContext?.spanId).to.equal("11".repeat(8));
    expect(span.kind).to.equal(SpanKind.CLIENT);
  });

  it("begins the trace with the reported trace id when there is no parent [GP-12.5]", () => {
    sink.accept(transferReport());
    expect(spanNamed(rpc).spanContext().traceId).to.equal("ab".repeat(16));
    expect(spanNamed(rpc).parentSpanContext).to.equal(undefined);
  });

  it("hangs the worker's span under the caller's, and stages under their side", () => {
    sink.accept(transferReport());
    sink.accept(
      transferReport({
        role: "ROLE_WORKER",
        spanId: Buffer.alloc(8, 0x22),
        parentSpanId: Buffer.alloc(8, 0xcd),
        stages: [{ name: "tool", startNs: 5, durationNs: 7 }],
      }),
    );
    expect(spanNamed("copy").parentSpanContext?.spanId).to.equal("cd".repeat(8));
    expect(spanNamed("tool").parentSpanContext?.spanId).to.equal("22".repeat(8));
    const ids = exporter.getFinishedSpans().map((span) => span.spanContext().traceId);
    expect(new Set(ids)).to.deep.equal(new Set(["ab".repeat(16)]));
  });

  it("says how the bytes went and why [GP-2.5] [GP-12.2]", () => {
    sink.accept(transferReport());
    expect(spanNamed(rpc).attributes).to.include({
      "snakepit.tool": "sum",
      "snakepit.shm.request.method": "shm",
      "snakepit.shm.request.reason": "over_threshold",
      "snakepit.shm.request.bytes": 104_857_600,
    });
  });

  it("times a stage to the microsecond", () => {
    sink.accept(transferReport());
    const [seconds, nanos] = spanNamed("copy").duration;
    expect(Math.round((seconds * 1e9 + nanos) / 1e3)).to.be.within(8_299, 8_301);
  });

  it("marks a failed call with its error code", () => {
    sink.accept(transferReport({ errorCode: "TOOL_FAILED" }));
    expect(spanNamed(rpc).status.code).to.equal(SpanStatusCode.ERROR);
    expect(spanNamed(rpc).attributes["error.type"]).to.equal("TOOL_FAILED");
  });

  it("builds no span from a report without proper ids", () => {
    sink.accept(transferReport({ traceId: Buffer.alloc(3) }));
    expect(exporter.getFinishedSpans()).to.deep.equal([]);
  });

  it("builds a span also from what a newer client says", () => {
    const [payload] = transferReport().payloads;
    // An enum value that this sidecar does not know arrives as its number.
    const newer = { ...payload, method: 9, reason: 99 } as unknown as wire.PayloadReport;
    sink.accept(transferReport({ payloads: [newer] }));
    expect(spanNamed(rpc).attributes).to.include({ "snakepit.shm.request.reason": "99" });
  });
});
