import type { wire } from "../../proto/index.js";

/** A transfer report with plausible contents, except where the test says otherwise. */
export function transferReport(fields: Partial<wire.TransferReport> = {}): wire.TransferReport {
  return {
    traceId: Buffer.alloc(16, 0xab),
    spanId: Buffer.alloc(8, 0xcd),
    parentSpanId: Buffer.alloc(0),
    role: "ROLE_CALLER",
    tool: "sum",
    worker: "w1",
    startedAtNs: 1_795_000_000_000_000_000,
    durationNs: 9_500_000,
    stages: [
      { name: "copy", startNs: 10_000, durationNs: 8_300_000 },
      { name: "send", startNs: 8_310_000, durationNs: 1_100_000 },
    ],
    payloads: [
      {
        direction: "DIRECTION_REQUEST",
        method: "METHOD_SHM",
        reason: "REASON_OVER_THRESHOLD",
        bytes: 104_857_600,
        format: "FORMAT_RAW",
        warm: true,
        detail: "",
      },
    ],
    errorCode: "",
    ...fields,
  };
}
