import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  type Clock,
  linuxPlatform,
  memoryPlatform,
  newRunId,
  type SharedMemoryPlatform,
  ShmError,
  type ShmErrorCode,
} from "../../shm/index.js";
import { runPrefix } from "../../shm/names.js";

/** A platform of its own for each test, with a run id that nobody else uses. */
export interface PlatformUnderTest {
  readonly platform: SharedMemoryPlatform;
  readonly run: string;
  /** Takes away what the test left; returns the names of it. */
  cleanUp(): string[];
}

/** Every implementation of the platform contract that works on this machine, by a title. */
export const platforms: readonly { title: string; make(): PlatformUnderTest }[] = [
  { title: "memory", make: () => underTest(memoryPlatform()) },
  ...(process.platform === "linux"
    ? [
        { title: "Linux, POSIX shared memory", make: () => underTest(linuxPlatform()) },
        { title: "Linux, another directory", make: inDirectory },
      ]
    : []),
];

function inDirectory(): PlatformUnderTest {
  const directory = temporaryDirectory();
  const inside = underTest(linuxPlatform(directory));
  return {
    ...inside,
    cleanUp() {
      const left = inside.cleanUp();
      rmSync(directory, { recursive: true });
      return left;
    },
  };
}

function underTest(platform: SharedMemoryPlatform): PlatformUnderTest {
  const run = newRunId();
  return {
    platform,
    run,
    cleanUp: () => platform.list(runPrefix(run)).filter((name) => platform.unlink(name)),
  };
}

/** A new directory on a file system that can reserve pages. */
export function temporaryDirectory(): string {
  return mkdtempSync(join("/dev/shm", "shm-test-"));
}

/** Runs `action`, which must fail with a ShmError of this code, and returns that. */
export async function failure(code: ShmErrorCode, action: () => unknown): Promise<ShmError> {
  try {
    await action();
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(ShmError);
    const error = thrown as ShmError;
    expect(error.code, error.message).to.equal(code);
    expect(error.message).to.match(new RegExp(`^${code}: `));
    return error;
  }
  throw new Error(`it should have failed with ${code}`);
}

/** A clock that stands still until it is told to go on. */
export class ManualClock implements Clock {
  #nowMs = 0;
  #timers: { atMs: number; callback: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Goes on by so many milliseconds, ringing every timer on the way at its time. */
  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const [next] = this.#timers.filter((t) => t.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.callback();
    }
    this.#nowMs = untilMs;
  }
}
