import { ShmError } from "../errors.js";
import { IdCounter } from "../ids.js";
import { objectName } from "../names.js";
import { Budget } from "./budget.js";
import type { ResolvedPoolOptions } from "./options.js";
import { type Lease, Region } from "./region.js";
import { Shelf } from "./shelf.js";
import { Totals } from "./stats.js";

/** Every region there is, on which shelf it lies, and what it costs. Knows nothing of sessions. */
export class Stock {
  readonly budget: Budget;
  readonly totals = new Totals();
  readonly regions = new Set<Region>();
  readonly shelves = new Map<string, Shelf>();
  readonly #options: ResolvedPoolOptions;
  readonly #ids: IdCounter;
  #closed = false;

  constructor(options: ResolvedPoolOptions) {
    this.#options = options;
    this.#ids = new IdCounter(options.startedAtUnixMs);
    this.budget = new Budget(options.maxBytes, options.maxTenantBytes);
  }

  shelf(tenant: string, capacity: number): Shelf {
    const key = `${capacity} ${tenant}`;
    let shelf = this.shelves.get(key);
    if (shelf === undefined) {
      shelf = new Shelf(tenant, capacity, this.#options.clock.nowMs());
      this.shelves.set(key, shelf);
    }
    return shelf;
  }

  /** Forgets the shelves that nobody has used since then and on which nothing lies. */
  forgetEmptyShelves(unusedSinceMs: number): void {
    for (const [key, shelf] of this.shelves) {
      const busy = shelf.idle.length > 0 || shelf.creating > 0 || shelf.waiting > 0;
      if (!busy && shelf.lastUsedMs < unusedSinceMs) this.shelves.delete(key);
    }
  }

  /**
   * Makes one region for a shelf and puts it there.
   *
   * @throws ShmError `LIMIT_EXCEEDED` at once, before anything is made; `NO_SPACE` and whatever else
   *   the platform says later.
   */
  async make(shelf: Shelf): Promise<void> {
    if (this.#closed) throw new ShmError("INTERNAL", "the pool is closed");
    const { tenant, capacity } = shelf;
    this.budget.take(tenant, capacity);
    const name = objectName(this.#options.run);
    const region = new Region(this.#ids.next(), tenant, capacity, name);
    this.regions.add(region);
    shelf.creating += 1;
    try {
      region.attachmentPath = await this.#allocate(name, capacity);
    } catch (thrown) {
      this.#forget(region);
      throw thrown;
    } finally {
      shelf.creating -= 1;
    }
    this.totals.add(capacity, "createdTotal");
    if (this.#closed) this.unlink(region, null);
    else this.shelve(region);
  }

  /** The region may be written again: it goes to whoever waits for one like it, or onto its shelf. */
  shelve(region: Region): void {
    region.become({ state: "idle", sinceMs: this.#options.clock.nowMs() });
    this.shelf(region.tenant, region.capacity).put(region);
  }

  /** Takes the region's name away. With a `lease`, its bytes count until {@link release}. */
  unlink(region: Region, lease: Lease | null): void {
    this.takeNameAway(region);
    region.become({ state: "unlinked", lease });
    if (lease === null) this.#forget(region);
  }

  takeNameAway(region: Region): void {
    try {
      this.#options.platform.unlink(region.name);
      this.totals.add(region.capacity, "unlinkedTotal");
    } catch (thrown) {
      const error = ShmError.from(thrown);
      this.#options.onEvent({ kind: "unlink_failed", region: region.id, error });
    }
  }

  /** Nobody has the unlinked region mapped any more: its bytes are free. */
  release(region: Region): void {
    region.become({ state: "unlinked", lease: null });
    this.#forget(region);
  }

  /** Unlinks idle regions, longest idle first, where that lets `bytes` more fit the limits. */
  makeRoom(tenant: string, bytes: number): void {
    const idle = this.#idleRegions();
    this.#evict(
      idle.filter((region) => region.tenant === tenant),
      this.budget.tenantExcess(tenant, bytes),
    );
    this.#evict(
      idle.filter((region) => region.life.state === "idle"),
      this.budget.excess(bytes),
    );
  }

  /** Unlinks an idle region. */
  discard(region: Region): void {
    this.shelf(region.tenant, region.capacity).remove(region);
    this.unlink(region, null);
  }

  /** Unlinks every idle region; returns how many there were. */
  discardIdle(): number {
    const idle = this.#idleRegions();
    for (const region of idle) this.discard(region);
    return idle.length;
  }

  /** Unlinks every region, and from now on every region that is still being made. */
  close(): void {
    this.#closed = true;
    for (const region of this.regions) {
      const { state } = region.life;
      if (state === "idle") this.discard(region);
      else if (state === "leased" || state === "draining") this.unlink(region, null);
    }
  }

  async #allocate(name: string, capacity: number): Promise<string> {
    const { platform } = this.#options;
    try {
      const object = await platform.create(name, capacity);
      // Regions are reached by name only: no descriptor is kept, however many there are.
      object.close();
      return object.attachmentPath;
    } catch (thrown) {
      const error = ShmError.from(thrown);
      if (error.code !== "NO_SPACE") throw error;
      const { freeBytes, totalBytes } = platform.usage();
      throw new ShmError(
        "NO_SPACE",
        `${capacity} bytes wanted, ${freeBytes} of ${totalBytes} free: ${error.rawMessage}`,
        { cause: error },
      );
    }
  }

  #idleRegions(): Region[] {
    const idle = [...this.shelves.values()].flatMap((shelf) => shelf.idle);
    return idle.sort((a, b) => idleSince(a) - idleSince(b));
  }

  // All or nothing: evicting what does not make enough room would only cost warmth.
  #evict(candidates: readonly Region[], bytes: number): void {
    if (candidates.reduce((sum, region) => sum + region.capacity, 0) < bytes) return;
    let excess = bytes;
    for (const region of candidates) {
      if (excess <= 0) return;
      excess -= region.capacity;
      this.discard(region);
    }
  }

  #forget(region: Region): void {
    this.regions.delete(region);
    this.budget.giveBack(region.tenant, region.capacity);
  }
}

function idleSince(region: Region): number {
  return region.life.state === "idle" ? region.life.sinceMs : Number.POSITIVE_INFINITY;
}
