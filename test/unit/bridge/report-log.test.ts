import { expect } from "chai";
import { ReportLog } from "../../../bridge/index.js";
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
});
