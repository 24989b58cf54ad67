import { randomBytes } from "node:crypto";

// snakepit-shm.<run>.<random> and snakepit-shm.<run>.lock, docs/protocol.md "Objects in shared memory".
const PREFIX = "snakepit-shm.";
const RUN_BYTES = 4;
const RANDOM_BYTES = 16;
const PATTERN = /^snakepit-shm\.([0-9a-f]{8})\.(lock|[0-9a-f]{32})$/;

/** What an object's name says about it. */
export interface ParsedName {
  readonly run: string;
  readonly kind: "lock" | "object";
}

/** Every name of every run starts with this. */
export const anyRunPrefix: string = PREFIX;

/** A fresh run id: 8 lower-case hex digits. */
export function newRunId(): string {
  return randomBytes(RUN_BYTES).toString("hex");
}

/** Every name of this run starts with this. */
export function runPrefix(run: string): string {
  return `${PREFIX}${run}.`;
}

/**
 * A fresh name for a region, a control table or a session lock of this run. Its 128 random bits are
 * what keeps another process from guessing it and taking the place first.
 */
export function objectName(run: string): string {
  return `${runPrefix(run)}${randomBytes(RANDOM_BYTES).toString("hex")}`;
}

/** The name of the run lock: the only one that can be known without being told. */
export function runLockName(run: string): string {
  return `${runPrefix(run)}lock`;
}

/** Reads a name, or null where it is none of ours. */
export function parseName(name: string): ParsedName | null {
  const match = PATTERN.exec(name);
  const [, run, rest] = match ?? [];
  if (run === undefined || rest === undefined) return null;
  return { run, kind: rest === "lock" ? "lock" : "object" };
}
