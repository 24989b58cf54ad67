import { randomBytes } from "node:crypto";

interface SigningKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/**
 * The sidecar's signing keys. Only the newest signs; older ones still verify until their last token has
 * expired, so that rotating a key interrupts nobody.
 */
export class KeyRing {
  readonly #keepMs: number;
  readonly #now: () => number;
  #current: SigningKey;
  #retired: { key: SigningKey; until: number }[] = [];

  /** @param keepMs how long a retired key still verifies: the longest life of a token, in milliseconds */
  constructor(keepMs: number, now: () => number = Date.now) {
    this.#keepMs = keepMs;
    this.#now = now;
    this.#current = newKey();
  }

  get current(): SigningKey {
    return this.#current;
  }

  rotate(): void {
    this.#forgetExpired();
    this.#retired.push({ key: this.#current, until: this.#now() + this.#keepMs });
    this.#current = newKey();
  }

  /** The key of that id, or null when it is unknown or too old. */
  find(id: string | undefined): SigningKey | null {
    this.#forgetExpired();
    if (id === this.#current.id) return this.#current;
    return this.#retired.find((entry) => entry.key.id === id)?.key ?? null;
  }

  #forgetExpired(): void {
    const now = this.#now();
    this.#retired = this.#retired.filter((entry) => entry.until > now);
  }
}

function newKey(): SigningKey {
  return { id: randomBytes(6).toString("base64url"), secret: randomBytes(32) };
}
