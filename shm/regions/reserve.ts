import { ShmError } from "../errors.js";
import type { ResolvedPoolOptions } from "./options.js";
import type { Region } from "./region.js";
import type { Shelf } from "./shelf.js";
import type { Stock } from "./stock.js";

/** Keeps warm regions ready in the classes that are in use, and lets go of those in none. */
export class Reserve {
  readonly #options: ResolvedPoolOptions;
  readonly #stock: Stock;
  #refilling: Promise<void> | null = null;
  #stopped = false;
  #callOff: () => void = () => {};

  constructor(options: ResolvedPoolOptions, stock: Stock) {
    this.#options = options;
    this.#stock = stock;
    this.#scheduleTrim();
  }

  /** Makes what the reserve lacks, in the background and one region at a time. Never throws. */
  refill(): void {
    if (this.#refilling !== null || this.#stopped) return;
    this.#refilling = this.#makeMissing().finally(() => {
      this.#refilling = null;
    });
  }

  /** Unlinks the regions that have been idle for longer than this; returns their bytes. */
  trim(olderThanMs: number): number {
    return this.#trim(olderThanMs, () => 0);
  }

  /** Resolves when nothing is being made any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#refilling;
  }

  async #makeMissing(): Promise<void> {
    for (;;) {
      const shelf = this.#stopped ? undefined : this.#needyShelf();
      if (shelf === undefined) return;
      try {
        await this.#stock.make(shelf);
      } catch (thrown) {
        const error = ShmError.from(thrown);
        // Whoever waits may have counted on this one.
        shelf.refuseUnserved(error);
        this.#options.onEvent({ kind: "refill_failed", capacity: shelf.capacity, error });
        return;
      }
    }
  }

  #needyShelf(): Shelf | undefined {
    const readyBytes = [...this.#stock.shelves.values()].reduce(
      (sum, shelf) => sum + shelf.capacity * (shelf.idle.length + shelf.creating),
      0,
    );
    return [...this.#stock.shelves.values()].find(
      (shelf) =>
        shelf.idle.length + shelf.creating - shelf.waiting < this.#target(shelf) &&
        readyBytes + shelf.capacity <= this.#options.reserveBytes &&
        this.#stock.budget.excess(shelf.capacity) <= 0 &&
        this.#stock.budget.tenantExcess(shelf.tenant, shelf.capacity) <= 0,
    );
  }

  // A class out of use is worth nothing; one in use is worth at least what was last asked for at once.
  #target(shelf: Shelf): number {
    const idleMs = this.#options.clock.nowMs() - shelf.lastUsedMs;
    if (idleMs > this.#options.idleTtlMs || this.#options.reserveRegions === 0) return 0;
    return Math.max(this.#options.reserveRegions, shelf.lastCount);
  }

  #scheduleTrim(): void {
    const everyMs = Math.max(1, this.#options.idleTtlMs / 2);
    this.#callOff = this.#options.clock.schedule(everyMs, () => {
      this.#trim(this.#options.idleTtlMs, (shelf) => this.#target(shelf));
      this.#stock.forgetEmptyShelves(this.#options.clock.nowMs() - this.#options.idleTtlMs);
      this.#scheduleTrim();
    });
  }

  #trim(olderThanMs: number, keep: (shelf: Shelf) => number): number {
    const nowMs = this.#options.clock.nowMs();
    let bytes = 0;
    for (const shelf of this.#stock.shelves.values()) {
      // The front of the shelf has been idle longest.
      const spare = shelf.idle.slice(0, Math.max(0, shelf.idle.length - keep(shelf)));
      for (const region of spare.filter((candidate) => idleFor(candidate, nowMs) >= olderThanMs)) {
        this.#stock.discard(region);
        bytes += region.capacity;
      }
    }
    return bytes;
  }
}

function idleFor(region: Region, nowMs: number): number {
  return region.life.state === "idle" ? nowMs - region.life.sinceMs : -1;
}
