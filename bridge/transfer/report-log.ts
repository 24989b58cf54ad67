import type { wire } from "../../proto/index.js";

/** Takes the transfer reports of all clients as they arrive. */
export interface ReportSink {
  accept(report: wire.TransferReport): void;
}

/**
 * The most recent transfers, grouped by trace: what `snakepit-shm trace` shows when nothing else
 * collects. Bounded by the number of traces; the oldest leaves first.
 */
export class ReportLog implements ReportSink {
  readonly #maxTraces: number;
  readonly #traces = new Map<string, wire.TransferReport[]>();
  #received = 0;

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
    const trace = this.#traces.get(id);
    if (trace === undefined) {
      this.#traces.set(id, [report]);
      this.#dropOldest();
    } else if (trace.length < maxReportsPerTrace) {
      trace.push(report);
    }
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

  #dropOldest(): void {
    if (this.#traces.size <= this.#maxTraces) return;
    const oldest = this.#traces.keys().next();
    if (!oldest.done) this.#traces.delete(oldest.value);
  }
}

// A client that sends everything under one trace id must not grow one entry without end.
const maxReportsPerTrace = 64;
