import type { wire } from "../../proto/index.js";

/** Takes the transfer reports of all clients as they arrive. */
export interface ReportSink {
  accept(report: wire.TransferReport): void;
}

// A client that sends everything under one trace id must not grow one entry without end.
const maxReportsPerTrace = 64;
// Two sides report each transfer, and a second attempt doubles that.
const meanReportsPerTrace = 4;

/**
 * The most recent transfers, grouped by trace: what `snakepit-shm trace` shows when nothing else
 * collects. Bounded by the number of traces and by that of all reports; the oldest trace leaves first.
 */
export class ReportLog implements ReportSink {
  readonly #maxTraces: number;
  readonly #traces = new Map<string, wire.TransferReport[]>();
  #received = 0;
  #kept = 0;

  constructor(maxTraces: number) {
    this.#maxTraces = maxTraces;
  }

  /** Reports received since start, kept or not. */
  get received(): number {
    return this.#received;
  }

  accept(report: wire.TransferReport): void {
    this.#received += 1;
    const id = report.traceId.toString("hex");
    const trace = this.#traces.get(id) ?? [];
    if (trace.length >= maxReportsPerTrace) return;
    trace.push(report);
    this.#kept += 1;
    this.#traces.set(id, trace);
    while (this.#isOverfull()) this.#dropOldest();
  }

  /** The newest traces first, or only the one with this id. */
  find(traceId: Uint8Array, limit: number): wire.Trace[] {
    const wanted = Buffer.from(traceId).toString("hex");
    const ids = wanted === "" ? [...this.#traces.keys()].reverse().slice(0, limit) : [wanted];
    return ids.flatMap((id) => {
      const reports = this.#traces.get(id);
      return reports === undefined ? [] : [{ traceId: Buffer.from(id, "hex"), reports }];
    });
  }

  #isOverfull(): boolean {
    const maxKept = Math.max(maxReportsPerTrace, this.#maxTraces * meanReportsPerTrace);
    return this.#traces.size > this.#maxTraces || this.#kept > maxKept;
  }

  #dropOldest(): void {
    for (const [id, reports] of this.#traces) {
      this.#traces.delete(id);
      this.#kept -= reports.length;
      return;
    }
  }
}
