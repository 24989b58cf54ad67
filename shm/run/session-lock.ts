import { objectName } from "../names.js";
import type { OfferedLock, SharedMemoryPlatform } from "../platform/contract.js";

/**
 * The lock file of one session. Its client holds a flock on it from before its first map until after
 * its last one, so the kernel's answer to "is it held?" is the answer to "may it still touch memory?".
 */
export class SessionLock {
  readonly #platform: SharedMemoryPlatform;
  readonly #lock: OfferedLock;

  private constructor(platform: SharedMemoryPlatform, lock: OfferedLock) {
    this.#platform = platform;
    this.#lock = lock;
  }

  /** Makes the lock file of a session of this run. @throws ShmError as the platform's offerLock does. */
  static create(platform: SharedMemoryPlatform, run: string): SessionLock {
    return new SessionLock(platform, platform.offerLock(objectName(run)));
  }

  /** What the client opens to take the lock. Opaque, and never to be logged. */
  get attachmentPath(): string {
    return this.#lock.attachmentPath;
  }

  /** Before the client says LockHeld, false means only "not yet"; afterwards it means "dead". */
  isHeld(): boolean {
    return this.#lock.isHeld();
  }

  /** Takes the file away, once the session is dead. May be called more than once. */
  remove(): void {
    this.#platform.unlink(this.#lock.name);
    this.#lock.close();
  }
}
