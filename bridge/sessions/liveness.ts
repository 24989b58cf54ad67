import type { Session } from "./session.js";

// A killed process closes its socket a little before or after its lock: look again soon, then less often.
const firstDelayMs = 1;
const longestDelayMs = 250;

interface Watched {
  readonly session: Session;
  readonly sinceMs: number;
  delayMs: number;
  expired: boolean;
  timer: NodeJS.Timeout;
}

/** Looks after sessions whose stream has ended: is the process gone, or only silent? */
export class LivenessWatch {
  readonly #options: {
    readonly graceMs: number;
    isAlive(session: Session): boolean;
    died(session: Session): void;
    expired(session: Session): void;
  };
  readonly #watched = new Map<number, Watched>();

  /** @param options `graceMs`: a session that is silent for longer has expired, and is watched on until its death */
  constructor(options: {
    readonly graceMs: number;
    isAlive(session: Session): boolean;
    died(session: Session): void;
    expired(session: Session): void;
  }) {
    this.#options = options;
  }

  begin(session: Session): void {
    if (!this.#options.isAlive(session)) {
      this.#options.died(session);
      return;
    }
    const watched = { session, sinceMs: Date.now(), delayMs: firstDelayMs, expired: false };
    this.#watched.set(session.id, { ...watched, timer: this.#later(session.id, firstDelayMs) });
  }

  forget(session: Session): void {
    clearTimeout(this.#watched.get(session.id)?.timer);
    this.#watched.delete(session.id);
  }

  stop(): void {
    for (const { session } of [...this.#watched.values()]) this.forget(session);
  }

  #later(id: number, delayMs: number): NodeJS.Timeout {
    return setTimeout(() => this.#look(id), delayMs);
  }

  #look(id: number): void {
    const watched = this.#watched.get(id);
    if (watched === undefined) return;
    if (!this.#options.isAlive(watched.session)) {
      this.forget(watched.session);
      this.#options.died(watched.session);
      return;
    }
    if (!watched.expired && Date.now() - watched.sinceMs >= this.#options.graceMs) {
      watched.expired = true;
      this.#options.expired(watched.session);
    }
    watched.delayMs = Math.min(longestDelayMs, watched.delayMs * 2);
    watched.timer = this.#later(id, watched.delayMs);
  }
}
