import { expect } from "chai";
import { styleFor } from "../../../sidecar/render/style.js";
import { renderTrace } from "../../../sidecar/render/trace-tree.js";
import { formatBytes, formatDuration } from "../../../sidecar/render/units.js";
import { transferReport } from "../../support/transfer-report.js";

const plain = styleFor({ isTTY: false }, {});

describe("renderTrace", () => {
  it("draws the caller, under it the worker, each with its stages and a bar in its place", () => {
    const worker = transferReport({
      role: "ROLE_WORKER",
      startedAtNs: 1_795_000_000_008_500_000,
      durationNs: 800_000,
      stages: [{ name: "tool", startNs: 100_000, durationNs: 500_000 }],
      payloads: [],
    });
    const text = renderTrace(
      { traceId: Buffer.alloc(16, 1), reports: [worker, transferReport()] },
      plain,
    );
    const lines = text.split("\n");
    expect(lines[0]).to.equal(`trace ${"01".repeat(16)}  sum`);
    expect(lines[1]).to.match(/^caller +9\.50 ms █{40}$/);
    expect(lines[2]).to.match(/^├─ copy +8\.30 ms █+$/);
    expect(lines[3]).to.match(/^└─ send +1\.10 ms +█+$/);
    expect(lines[4]).to.match(/^└─ worker w1 +800 us +█+$/);
    expect(lines[5]).to.match(/^ {3}└─ tool +500 us +█+$/);
    expect(lines[6]).to.equal("request: 100 MiB shm (over_threshold)");
  });
});

describe("units", () => {
  it("writes bytes and times for people", () => {
    expect([0, 1023, 1536, 104_857_600].map(formatBytes)).to.deep.equal([
      "0 B",
      "1023 B",
      "1.5 KiB",
      "100 MiB",
    ]);
    expect([12, 12_300, 8_300_000, 2.5e9].map(formatDuration)).to.deep.equal([
      "12 ns",
      "12 us",
      "8.30 ms",
      "2.50 s",
    ]);
  });
});

describe("styleFor", () => {
  it("colours a terminal, but no pipe and nothing under NO_COLOR", () => {
    expect(styleFor({ isTTY: true }, {}).bold("x")).to.contain("\u001b[1m");
    expect(styleFor({ isTTY: true }, { NO_COLOR: "1" }).bold("x")).to.equal("x");
    expect(styleFor({}, {}).bold("x")).to.equal("x");
  });
});
