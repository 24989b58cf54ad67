import { randomBytes } from "node:crypto";
import type { tracing } from "@opentelemetry/sdk-node";

/**
 * Ids for spans that somebody else began: a client has already sent its trace and span id on to others, so
 * the span built from its report must carry them. All other ids are random.
 */
export class ReportedIds implements tracing.IdGenerator {
  #spanId: string | null = null;
  #traceId: string | null = null;

  /** The very next span that is started gets these ids; the trace id only if it has no parent. */
  use(spanId: string, traceId: string): void {
    this.#spanId = spanId;
    this.#traceId = traceId;
  }

  generateTraceId(): string {
    const id = this.#traceId ?? randomBytes(16).toString("hex");
    this.#traceId = null;
    return id;
  }

  generateSpanId(): string {
    const id = this.#spanId ?? randomBytes(8).toString("hex");
    this.#spanId = null;
    return id;
  }
}
