import type { wire } from "../../proto/index.js";
import type { Style } from "./style.js";
import { formatBytes, formatDuration } from "./units.js";

interface Row {
  readonly label: string;
  readonly startNs: number;
  readonly durationNs: number;
  readonly strong: boolean;
}

const barCells = 40;

/** One trace as a tree of its sides and stages, each with its place in time. */
export function renderTrace(trace: wire.Trace, style: Style): string {
  const reports = trace.reports.toSorted(
    (a, b) => depth(a) - depth(b) || a.startedAtNs - b.startedAtNs,
  );
  const first = reports[0];
  if (first === undefined) return "no reports";
  const rows = reports.flatMap((report, index) => rowsOf(report, index > 0 ? "   " : ""));
  const begin = Math.min(...rows.map((row) => row.startNs));
  const end = Math.max(...rows.map((row) => row.startNs + row.durationNs));
  const width = Math.max(...rows.map((row) => row.label.length));
  const lines = rows.map((row) => {
    const label = row.label.padEnd(width);
    const duration = formatDuration(row.durationNs).padStart(9);
    return `${row.strong ? style.bold(label) : label} ${duration} ${style.good(bar(row, begin, end))}`;
  });
  return [
    `${style.bold("trace")} ${trace.traceId.toString("hex")}  ${first.tool}`,
    ...lines,
    ...reports.flatMap((report) => payloadLines(report, style)),
  ].join("\n");
}

function depth(report: wire.TransferReport): number {
  return report.role === "ROLE_CALLER" ? 0 : 1;
}

function rowsOf(report: wire.TransferReport, indent: string): Row[] {
  const who = report.role === "ROLE_CALLER" ? "caller" : `worker ${report.worker}`;
  const error = report.errorCode === "" ? "" : ` ${report.errorCode}`;
  const head = {
    label: `${indent === "" ? "" : "└─ "}${who}${error}`,
    startNs: report.startedAtNs,
    durationNs: report.durationNs,
    strong: true,
  };
  const stages = report.stages.map((stage, index) => ({
    label: `${indent}${index === report.stages.length - 1 ? "└─" : "├─"} ${stage.name}`,
    startNs: report.startedAtNs + stage.startNs,
    durationNs: stage.durationNs,
    strong: false,
  }));
  return [head, ...stages];
}

function bar(row: Row, begin: number, end: number): string {
  const scale = barCells / Math.max(1, end - begin);
  const start = Math.min(barCells - 1, Math.floor((row.startNs - begin) * scale));
  const cells = Math.max(1, Math.round(row.durationNs * scale));
  return `${" ".repeat(start)}${"█".repeat(Math.min(cells, barCells - start))}`;
}

function payloadLines(report: wire.TransferReport, style: Style): string[] {
  // Both sides report each payload; the side that chose how it travels knows why.
  const chosenHere = report.role === "ROLE_CALLER" ? "DIRECTION_REQUEST" : "DIRECTION_RESPONSE";
  return report.payloads
    .filter((payload) => payload.direction === chosenHere)
    .map((payload) => {
      const words = [payload.direction, payload.method, payload.reason].map((value) =>
        // A value of a newer client has no name here and is a number.
        String(value)
          .replace(/^[A-Z]+_/, "")
          .toLowerCase(),
      );
      const [direction, method, reason] = words;
      const fallback = payload.detail === "" ? "" : ` after ${payload.detail}`;
      const bytes = formatBytes(payload.bytes);
      return style.dim(`${direction}: ${bytes} ${method} (${reason}${fallback})`);
    });
}
