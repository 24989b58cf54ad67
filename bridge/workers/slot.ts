import type { WorkerState } from "./contract.js";

/** One place among the workers: the process in it changes, its name does not. */
export class WorkerSlot {
  readonly worker: string;
  state: WorkerState = { kind: "dead" };
  secret: string | null = null;
  restarts = 0;
  failures = 0;
  restartTimer: NodeJS.Timeout | null = null;

  constructor(worker: string) {
    this.worker = worker;
  }

  /** Ends the process of this slot: politely, then after `graceMs` by force. */
  async end(graceMs: number): Promise<void> {
    if (this.restartTimer !== null) clearTimeout(this.restartTimer);
    if (this.state.kind === "dead") return;
    if (this.state.kind === "starting") clearTimeout(this.state.timeout);
    const { process } = this.state;
    this.state = { kind: "stopping", process };
    process.kill("SIGTERM");
    const force = setTimeout(() => process.kill("SIGKILL"), graceMs);
    await process.exited;
    clearTimeout(force);
  }
}
