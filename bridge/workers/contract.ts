import type { wire } from "../../proto/index.js";

/** A running worker process, as far as its supervisor needs to know it. */
export interface WorkerProcess {
  readonly pid: number;
  /** Settles when the process has ended, with a few words on how. */
  readonly exited: Promise<string>;
  kill(signal: "SIGTERM" | "SIGKILL"): void;
}

/** Starts a worker process; the secret is how its session will be recognised. */
export type LaunchWorker = (spec: {
  worker: string;
  attempt: number;
  secret: string;
}) => WorkerProcess;

/** What the rest of the sidecar wants to know of its workers. */
export interface SupervisorEvents {
  /** The directory of ready workers is a different one now. */
  changed(): void;
  died(worker: string, how: string, restartInMs: number): void;
  startTimedOut(worker: string, afterMs: number): void;
}

export type WorkerState =
  | { readonly kind: "dead" }
  | { readonly kind: "starting"; readonly process: WorkerProcess; readonly timeout: NodeJS.Timeout }
  | {
      readonly kind: "ready";
      readonly process: WorkerProcess;
      readonly session: number;
      readonly announcement: wire.WorkerReady;
      readonly since: number;
    }
  | { readonly kind: "stopping"; readonly process: WorkerProcess };
