import { randomBytes } from "node:crypto";

/** The key of each lease: its owner seals refs with it, and whoever may open the lease checks them. */
export class LeaseKeys {
  readonly #keys = new Map<number, Buffer>();

  issue(lease: number): Buffer {
    const key = randomBytes(32);
    this.#keys.set(lease, key);
    return key;
  }

  /** The key of a lease that has not ended, or null. */
  find(lease: number): Buffer | null {
    return this.#keys.get(lease) ?? null;
  }

  forget(lease: number): void {
    this.#keys.delete(lease);
  }
}
