import { randomBytes } from "node:crypto";
import type { wire } from "../../proto/index.js";
import type { LaunchWorker, SupervisorEvents, WorkerProcess, WorkerState } from "./contract.js";
import { endGraceMs, restartDelayMs, startTimeoutMs } from "./restart-policy.js";
import { WorkerSlot } from "./slot.js";

/**
 * Keeps the worker processes running: starts them, knows them ready by their handshake, restarts what
 * dies, and stops them all.
 */
export class WorkerSupervisor {
  readonly #slots: WorkerSlot[];
  readonly #launch: LaunchWorker;
  readonly #events: SupervisorEvents;
  readonly #endGraceMs: number;
  #stopping = false;

  /** @param options `endGraceMs`: how long a worker that lost its session has to end by itself */
  constructor(options: {
    count: number;
    launch: LaunchWorker;
    events: SupervisorEvents;
    endGraceMs?: number;
  }) {
    this.#launch = options.launch;
    this.#endGraceMs = options.endGraceMs ?? endGraceMs;
    this.#events = options.events;
    this.#slots = Array.from(
      { length: options.count },
      (_, index) => new WorkerSlot(`w${index + 1}`),
    );
  }

  start(): void {
    for (const slot of this.#slots) this.#startProcess(slot);
  }

  /** The worker to which this secret was given, or null. A secret is good for one session. */
  claim(secret: string): string | null {
    const slot = this.#slots.find((candidate) => candidate.secret === secret && secret !== "");
    if (slot === undefined) return null;
    slot.secret = null;
    return slot.worker;
  }

  /** The worker's handshake: its socket accepts calls. */
  ready(worker: string, session: number, announcement: wire.WorkerReady): void {
    const slot = this.#slots.find((candidate) => candidate.worker === worker);
    if (slot === undefined || slot.state.kind !== "starting") return;
    clearTimeout(slot.state.timeout);
    slot.state = {
      kind: "ready",
      process: slot.state.process,
      session,
      announcement,
      since: Date.now(),
    };
    this.#events.changed();
  }

  /**
   * The session of a worker has ended, or could not even be opened: it cannot be addressed any more, whether
   * its process lives or not, and gets a new secret only by a restart.
   */
  sessionEnded(worker: string | null, session: number): void {
    const slot = this.#slots.find((candidate) => candidate.worker === worker);
    if (slot === undefined) return;
    const wasReady = slot.state.kind === "ready" && slot.state.session === session;
    // A secret that is still there belongs to the next process, which has nothing to do with this session.
    const wasStarting = slot.state.kind === "starting" && slot.secret === null;
    if (!wasReady && !wasStarting) return;
    void slot.end(this.#endGraceMs);
    this.#events.changed();
  }

  directory(): wire.WorkerDirectory {
    const workers = this.#slots.flatMap(({ worker, state }) =>
      state.kind === "ready" ? [{ ...state.announcement, worker, session: state.session }] : [],
    );
    return { workers };
  }

  stats(): wire.WorkerStats[] {
    return this.#slots.map(({ worker, state, restarts }) => ({
      worker,
      state: state.kind,
      pid: "process" in state ? state.process.pid : 0,
      restarts,
      session: state.kind === "ready" ? state.session : 0,
    }));
  }

  /** Asks every worker to end, and ends it by force after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#slots.map((slot) => slot.end(graceMs)));
  }

  #startProcess(slot: WorkerSlot): void {
    if (this.#stopping) return;
    slot.secret = randomBytes(16).toString("hex");
    const process = this.#launchOrFail({
      worker: slot.worker,
      attempt: slot.restarts,
      secret: slot.secret,
    });
    const timeout = setTimeout(() => {
      this.#events.startTimedOut(slot.worker, startTimeoutMs);
      process.kill("SIGKILL");
    }, startTimeoutMs);
    slot.state = { kind: "starting", process, timeout };
    void process.exited.then((how) => this.#processEnded(slot, how));
  }

  // A machine that has no process or descriptor left for a worker may have one a little later.
  #launchOrFail(spec: Parameters<LaunchWorker>[0]): WorkerProcess {
    try {
      return this.#launch(spec);
    } catch (thrown) {
      const exited = Promise.resolve(`could not be started: ${String(thrown)}`);
      return { pid: 0, exited, kill: () => {} };
    }
  }

  #processEnded(slot: WorkerSlot, how: string): void {
    const before: WorkerState = slot.state;
    if (before.kind === "starting") clearTimeout(before.timeout);
    const livedMs = before.kind === "ready" ? Date.now() - before.since : 0;
    slot.state = { kind: "dead" };
    slot.secret = null;
    if (this.#stopping) return;
    slot.failures = livedMs > 30_000 ? 0 : slot.failures + 1;
    slot.restarts += 1;
    const delayMs = restartDelayMs(slot.failures);
    this.#events.died(slot.worker, how, delayMs);
    this.#events.changed();
    slot.restartTimer = setTimeout(() => this.#startProcess(slot), delayMs);
  }
}
