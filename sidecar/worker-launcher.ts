import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LaunchWorker } from "../bridge/index.js";
import type { Logger } from "./logger.js";
import { RateLimit } from "./rate-limit.js";
import { readLines } from "./read-lines.js";

interface LauncherOptions {
  readonly python: string;
  readonly adapter: string;
  readonly sidecarSocket: string;
  /** The workers' sockets carry it in their names: a worker of an earlier run that still ends removes its own. */
  readonly run: string;
  readonly logger: Logger;
}

/** Starts the workers of one sidecar, in a private directory of their own. */
export interface WorkerLauncher {
  readonly launch: LaunchWorker;
  /** Makes the directory of their sockets, without anything that an earlier run left in it. */
  prepare(): void;
  /** Removes it. */
  remove(): void;
}

const maxLineLength = 2_000;
const linesPerSecond = 100;

/**
 * Starts Python workers. Each holds a pipe to this process as its standard input: when the sidecar is gone,
 * however it went, the pipe closes and the worker ends itself.
 */
export function workerLauncher(options: LauncherOptions): WorkerLauncher {
  const directory = `${options.sidecarSocket}.workers`;
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  return {
    remove,
    prepare() {
      remove();
      mkdirSync(directory, { mode: 0o700 });
    },
    launch({ worker, attempt, secret }) {
      const socket = join(directory, `${options.run}.${worker}.${attempt}.sock`);
      const child = spawn(
        options.python,
        [
          ...["-m", "snakepit_shm.worker", "--adapter", options.adapter, "--worker", worker],
          ...["--socket", socket, "--sidecar", options.sidecarSocket],
        ],
        {
          stdio: ["pipe", "pipe", "pipe"],
          env: { ...process.env, SNAKEPIT_SHM_WORKER_SECRET: secret, PYTHONUNBUFFERED: "1" },
        },
      );
      // Before anything else: without a listener the news that it could not be started would end the sidecar.
      const exited = new Promise<string>((resolve) => {
        child.once("error", (error) => resolve(`could not be started: ${error.message}`));
        child.once("exit", (code, signal) =>
          resolve(signal === null ? `exit code ${code}` : signal),
        );
      });
      // A worker that dies while it is written to must not take the sidecar along.
      child.stdin.on("error", () => {});
      const limit = new RateLimit(linesPerSecond, (lines) =>
        options.logger.warn("worker output dropped", { worker, lines }),
      );
      for (const stream of [child.stdout, child.stderr]) {
        readLines(stream, maxLineLength, (line) => {
          if (limit.allows()) options.logger.info("worker output", { worker, line });
        });
      }
      // One that was killed could not remove it itself.
      void exited.then(() => rmSync(socket, { force: true }));
      return { pid: child.pid ?? 0, exited, kill: (signal) => void child.kill(signal) };
    },
  };
}
