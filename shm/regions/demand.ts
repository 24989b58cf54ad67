import { ShmError } from "../errors.js";
import type { LeaseBook } from "./lease-book.js";
import type { LeasedRegion, Region } from "./region.js";
import type { SessionHolder } from "./sessions.js";
import type { Shelf } from "./shelf.js";
import type { Stock } from "./stock.js";

/** Serves leases: from the shelf if it can, else by making a region while the caller waits. */
export class Demand {
  readonly #stock: Stock;
  readonly #leases: LeaseBook;
  readonly #making = new Set<Promise<void>>();

  constructor(stock: Stock, leases: LeaseBook) {
    this.#stock = stock;
    this.#leases = leases;
  }

  /** Up to `count` warm regions, or else one new one. */
  async serve(holder: SessionHolder, shelf: Shelf, count: number): Promise<LeasedRegion[]> {
    holder.table.assertFree();
    const wanted = Math.min(count, holder.table.freeRecords);
    const leased = shelf.takeIdle(wanted).map((region) => this.#lease(holder, region));
    if (leased.length > 0) return leased;
    return [await this.#waitForOne(holder, shelf)];
  }

  /** Resolves when nothing is being made any more. */
  async stop(): Promise<void> {
    await Promise.all(this.#making);
  }

  #waitForOne(holder: SessionHolder, shelf: Shelf): Promise<LeasedRegion> {
    return new Promise((resolve, reject) => {
      shelf.wait({
        session: holder.session,
        // Granted in the same turn in which the region becomes free, so that nothing can come between.
        accept: (region) => {
          try {
            resolve(this.#lease(holder, region));
            return true;
          } catch (thrown) {
            reject(ShmError.from(thrown));
            return false;
          }
        },
        refuse: reject,
      });
      if (shelf.creating < shelf.waiting) this.#makeOne(shelf);
    });
  }

  #lease(holder: SessionHolder, region: Region): LeasedRegion {
    const lease = this.#leases.grant(holder, region);
    if (region.timesLeased > 1) this.#stock.totals.add(region.capacity, "reusedTotal");
    return lease;
  }

  #makeOne(shelf: Shelf): void {
    this.#stock.makeRoom(shelf.tenant, shelf.capacity);
    const making = this.#make(shelf).finally(() => this.#making.delete(making));
    this.#making.add(making);
  }

  async #make(shelf: Shelf): Promise<void> {
    try {
      await this.#stock
        .make(shelf)
        .catch((thrown: unknown) => this.#makeAfterClearing(shelf, thrown));
    } catch (thrown) {
      shelf.refuseUnserved(ShmError.from(thrown));
    }
  }

  // What lies idle is worth less than what somebody waits for.
  async #makeAfterClearing(shelf: Shelf, thrown: unknown): Promise<void> {
    const full = thrown instanceof ShmError && thrown.code === "NO_SPACE";
    if (!full || this.#stock.discardIdle() === 0) throw thrown;
    await this.#stock.make(shelf);
  }
}
