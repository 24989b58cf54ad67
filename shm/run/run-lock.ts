import { ShmError } from "../errors.js";
import { newRunId, runLockName } from "../names.js";
import type { HeldLock, SharedMemoryPlatform } from "../platform/contract.js";

const ATTEMPTS = 16;

/**
 * The lock that says "this run is alive": made before any other object of the run and unlinked after
 * all of them. The kernel lets go of it when the process dies, however it dies.
 */
export class RunLock {
  /** The run that it stands for: 8 hex digits, the second part of every object's name. */
  readonly run: string;
  readonly #platform: SharedMemoryPlatform;
  readonly #lock: HeldLock;
  #released = false;

  private constructor(platform: SharedMemoryPlatform, run: string, lock: HeldLock) {
    this.#platform = platform;
    this.run = run;
    this.#lock = lock;
  }

  /** Starts a new run. @throws ShmError where the directory cannot be written, or refuses every id. */
  static acquire(platform: SharedMemoryPlatform, makeRunId: () => string = newRunId): RunLock {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const run = makeRunId();
      const lock = platform.lockFile(runLockName(run));
      if (lock !== "lost") return new RunLock(platform, run, lock);
    }
    throw new ShmError("INTERNAL", `another process took the run lock away ${ATTEMPTS} times`);
  }

  /** Ends the run. Everything else of it must be unlinked by now. May be called more than once. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    // Unlinked while still held: nobody can find the file unlocked and take the run for a dead one.
    this.#platform.unlink(this.#lock.name);
    this.#lock.release();
  }
}
