import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LaunchWorker } from "../bridge/index.js";
import type { Logger } from "./logger.js";

interface LauncherOptions {
  readonly python: string;
  readonly adapter: string;
  readonly sidecarSocket: string;
  /** Private directory for the workers' sockets. */
  readonly directory: string;
  readonly logger: Logger;
}

/**
 * Starts Python workers. Each holds a pipe to this process as its standard input: when the sidecar is gone,
 * however it went, the pipe closes and the worker ends itself.
 */
export function workerLauncher(options: LauncherOptions): LaunchWorker {
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  return ({ worker, attempt, secret }) => {
    const socket = join(options.directory, `${worker}.${attempt}.sock`);
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
    // A worker that dies while it is written to must not take the sidecar along.
    child.stdin.on("error", () => {});
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        options.logger.info("worker output", { worker, line: line.slice(0, 2_000) });
      });
    }
    const exited = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(`could not be started: ${error.message}`));
      child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code}` : signal));
    });
    return { pid: child.pid ?? 0, exited, kill: (signal) => void child.kill(signal) };
  };
}
