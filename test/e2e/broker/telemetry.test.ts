import { expect } from "chai";
import { BrokerClient } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { startSidecarProcess } from "../../support/sidecar-process.js";
import { startSpanCollector } from "../../support/span-collector.js";
import { transferReport } from "../../support/transfer-report.js";

const callerSpan = Buffer.alloc(8, 0x11);
const workerSpan = Buffer.alloc(8, 0x22);

describe("transfer reports", () => {
  it("of caller and worker reach an OTLP collector as one trace [GP-12.5]", async () => {
    const collector = await startSpanCollector();
    const sidecar = await startSidecarProcess([], collector.environment);
    const [caller, worker] = [new BrokerClient(sidecar.socket), new BrokerClient(sidecar.socket)];
    for (const client of [caller, worker]) await client.attach({ maps: false });
    const fromCaller = transferReport({ spanId: callerSpan });
    const fromWorker = transferReport({
      role: "ROLE_WORKER",
      spanId: workerSpan,
      parentSpanId: callerSpan,
      stages: [{ name: "tool", startNs: 5, durationNs: 7 }],
    });
    worker.stream.write({ reports: { reports: [fromWorker] } });
    caller.stream.write({ reports: { reports: [fromCaller] } });
    await eventually("all five spans", () => collector.spans.length >= 5);
    const parentOf = Object.fromEntries(
      collector.spans.map(({ spanId, name, parentSpanId }) => [
        name === "tool" || name === "copy" || name === "send" ? name : spanId,
        parentSpanId ?? "",
      ]),
    );
    expect(parentOf).to.deep.equal({
      [callerSpan.toString("hex")]: "",
      [workerSpan.toString("hex")]: callerSpan.toString("hex"),
      copy: callerSpan.toString("hex"),
      send: callerSpan.toString("hex"),
      tool: workerSpan.toString("hex"),
    });
    expect(new Set(collector.spans.map((span) => span.traceId))).to.deep.equal(
      new Set(["ab".repeat(16)]),
    );
    for (const client of [caller, worker]) client.close();
    expect(await sidecar.stop()).to.equal(0);
    await collector.close();
  });

  it("wait for a collector that is gone only so long, and nothing is left [GP-12.5]", async () => {
    const collector = await startSpanCollector();
    await collector.close();
    const sidecar = await startSidecarProcess([], collector.environment);
    const client = new BrokerClient(sidecar.socket);
    await client.attach({ maps: false });
    client.stream.write({ reports: { reports: [transferReport()] } });
    await eventually("received", async () => (await sidecar.admin.stats()).reports === 1);
    client.close();
    expect(await sidecar.stop()).to.equal(0);
    expect(sidecar.leftovers()).to.deep.equal([]);
  });
});
