import { createHmac, randomBytes } from "node:crypto";

/**
 * The key of each lease: its owner seals refs with it, and whoever may open the lease checks them. Derived
 * from one secret of this run, so that nothing has to be stored or forgotten: lease ids never repeat.
 */
export class LeaseKeys {
  readonly #secret = randomBytes(32);

  /** 32 bytes. */
  of(lease: number): Buffer {
    return createHmac("sha256", this.#secret).update(`lease ${lease}`).digest();
  }
}
