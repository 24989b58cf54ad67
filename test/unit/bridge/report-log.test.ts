import { expect } from "chai";
import { ReportLog } from "../../../bridge/index.js";
import { boundedReport } from "../../../bridge/transfer/bounded-report.js";
import { transferReport } from "../../support/transfer-report.js";

const traceId = (first: number): Buffer => Buffer.alloc(16, first);

describe("ReportLog", () => {
  it("puts the reports of both sides under their trace", () => {
    const log = new ReportLog(10);
    log.accept(transferReport({ traceId: traceId(1), role: "ROLE_WORKER" }));
    log.accept(transferReport({ traceId: traceId(1), role: "ROLE_CALLER" }));
    const [trace] = log.find(traceId(1), 1);
    expect(trace?.reports.map((report) => report.role)).to.deep.equal([
      "ROLE_WORKER",
      "ROLE_CALLER",
    ]);
  });

  it("keeps a bounded number of traces, the newest first", () => {
    const log = new ReportLog(3);
    for (let n = 1; n <= 5; n += 1) log.accept(transferReport({ traceId: traceId(n) }));
    const kept = log.find(Buffer.alloc(0), 10).map((trace) => trace.traceId[0]);
    expect(kept).to.deep.equal([5, 4, 3]);
    expect(log.received).to.equal(5);
  });

  it("keeps a bounded number of reports under one trace", () => {
    const log = new ReportLog(3);
    for (let n = 0; n < 1_000; n += 1) log.accept(transferReport({ traceId: traceId(1) }));
    expect(log.find(traceId(1), 1)[0]?.reports).to.have.length(64);
  });

  it("keeps a bounded number of reports over all traces", () => {
    const log = new ReportLog(100);
    for (let n = 1; n <= 100; n += 1) {
      for (let m = 0; m < 64; m += 1) log.accept(transferReport({ traceId: traceId(n) }));
    }
    const kept = log.find(Buffer.alloc(0), 1_000).flatMap((trace) => trace.reports);
    expect(kept.length).to.be.within(300, 400);
    expect(log.find(traceId(100), 1)[0]?.reports).to.have.length(64);
  });
});

describe("boundedReport", () => {
  it("keeps an honest report as it is", () => {
    expect(boundedReport(transferReport())).to.deep.equal(transferReport());
  });

  it("cuts what is too long or too much, and lets go of the message that the report came in", () => {
    const message = Buffer.alloc(1_000_000, 7);
    const stage = { name: "s".repeat(10_000), startNs: 0, durationNs: 0 };
    const report = boundedReport(
      transferReport({
        traceId: message.subarray(16),
        spanId: message.subarray(0, 8),
        tool: "t".repeat(100_000),
        stages: new Array(100_000).fill(stage),
        payloads: new Array(100_000).fill(transferReport().payloads[0]),
      }),
    );
    expect(JSON.stringify(report).length).to.be.lessThan(40_000);
    expect(report.traceId.length, "still no trace id").to.equal(17);
    expect(report.spanId.buffer).not.to.equal(message.buffer);
  });
});
