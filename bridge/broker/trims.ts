import type { SessionRegistry } from "../sessions/registry.js";
import type { Session } from "../sessions/session.js";

// How long others have to bring back idle leases before a lease is refused for want of memory.
const trimWaitMs = 100;
const trimEveryMs = 1_000;
const everything = { trim: { capacity: 0, keep: 0 } };

/**
 * Asks for idle leases back when memory is short. Everybody is asked at most once a second, or a client that
 * leases in vain, again and again, would keep all others cold.
 */
export class Trims {
  #askedAtMs = Number.NEGATIVE_INFINITY;

  /** Settles when those who were asked have had their time. */
  async ask(sessions: SessionRegistry, needy: Session): Promise<void> {
    const nowMs = performance.now();
    // Whoever has no record left is helped by nothing but its own returns.
    if (needy.control.freeRecords === 0) needy.send(everything);
    else if (nowMs - this.#askedAtMs >= trimEveryMs) {
      this.#askedAtMs = nowMs;
      sessions.broadcast(everything);
    }
    await new Promise((resolve) => setTimeout(resolve, trimWaitMs));
  }
}
