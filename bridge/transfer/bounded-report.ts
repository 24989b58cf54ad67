import type { wire } from "../../proto/index.js";

const maxParts = 64;
const maxWord = 128;
const longestId = 16;

/**
 * The report with everything in it cut to a size that no honest client reaches, so that what is kept of it is
 * small. The ids are copied: as they were decoded they hold on to the whole message they came in.
 */
export function boundedReport(report: wire.TransferReport): wire.TransferReport {
  return {
    ...report,
    traceId: idOf(report.traceId),
    spanId: idOf(report.spanId),
    parentSpanId: idOf(report.parentSpanId),
    tool: word(report.tool),
    worker: word(report.worker),
    errorCode: word(report.errorCode),
    stages: report.stages.slice(0, maxParts).map((stage) => ({ ...stage, name: word(stage.name) })),
    payloads: report.payloads
      .slice(0, maxParts)
      .map((payload) => ({ ...payload, detail: word(payload.detail) })),
  };
}

// One byte more than any id has, so that a wrong one stays wrong.
function idOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.subarray(0, longestId + 1));
}

function word(text: string): string {
  return text.length <= maxWord ? text : `${text.slice(0, maxWord)}…`;
}
