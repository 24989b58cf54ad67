import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type AdminClient, connectAdmin } from "../../sidecar/index.js";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A real sidecar in a process of its own, in a directory of its own. */
export interface SidecarProcess {
  readonly socket: string;
  readonly run: string;
  readonly child: ChildProcess;
  readonly admin: AdminClient;
  /** Every log line so far, parsed. */
  readonly log: Record<string, unknown>[];
  /** Names in /dev/shm that belong to this run. */
  leftovers(): string[];
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** SIGTERM, waits for the end, and removes the directory. */
  stop(): Promise<number | null>;
}

/** Starts `snakepit-shm serve` and waits for its ready line. */
export async function startSidecarProcess(
  args: string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<SidecarProcess> {
  const directory = mkdtempSync(join(tmpdir(), "shm-test-"));
  const socket = join(directory, "private", "s.sock");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(repository, "sidecar/main.ts"), "serve", "--socket", socket, ...args],
    { cwd: repository, stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...environment } },
  );
  const log: Record<string, unknown>[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(parse(line)));
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const run = await readyRun(child, log, exited).catch((error: unknown) => {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  });
  const admin = connectAdmin(socket);
  return {
    socket,
    run,
    child,
    admin,
    log,
    leftovers: () =>
      readdirSync("/dev/shm").filter((name) => name.startsWith(`snakepit-shm.${run}`)),
    async kill() {
      admin.close();
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      admin.close();
      child.kill("SIGTERM");
      const code = await exited;
      rmSync(directory, { recursive: true, force: true });
      return code;
    },
  };
}

function readyRun(
  child: ChildProcess,
  log: Record<string, unknown>[],
  exited: Promise<number | null>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("the sidecar has no standard output"));
    createInterface({ input: child.stdout }).once("line", (line) => {
      const match = /^snakepit-shm ready socket=\S+ run=([0-9a-f]{8})$/.exec(line);
      if (match?.[1] === undefined) reject(new Error(`unexpected first line: ${line}`));
      else resolve(match[1]);
    });
    void exited.then(() => reject(new Error(`the sidecar ended at once: ${JSON.stringify(log)}`)));
  });
}

function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { message: line };
  }
}
