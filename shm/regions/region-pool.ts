import type { ControlTable } from "../control/control-table.js";
import { ShmError } from "../errors.js";
import { sizeClassFor } from "../layout/size-class.js";
import { Demand } from "./demand.js";
import { Drain } from "./drain.js";
import { describeLease, LeaseBook } from "./lease-book.js";
import { type RegionPoolOptions, type ResolvedPoolOptions, resolveOptions } from "./options.js";
import type { LeasedRegion } from "./region.js";
import { Reserve } from "./reserve.js";
import { type SessionHolder, Sessions } from "./sessions.js";
import type { PoolStats } from "./stats.js";
import { Stock } from "./stock.js";

export interface LeaseRequest {
  readonly session: number;
  /** The size class is the smallest that holds this many bytes. */
  readonly minBytes: number;
  /** Regions wanted; fewer may come, never none. */
  readonly count: number;
}

/**
 * The regions of a run: leased to sessions, taken back, and given out again while still warm. A region
 * never changes tenant, and is written again only by the word of those who took part or of the kernel.
 */
export class RegionPool {
  readonly #options: ResolvedPoolOptions;
  readonly #stock: Stock;
  readonly #sessions = new Sessions();
  readonly #drain: Drain;
  readonly #reserve: Reserve;
  readonly #leases: LeaseBook;
  readonly #demand: Demand;
  #quarantinedTotal = 0;

  /** @throws ShmError `INVALID_ARGUMENT` naming the option that is out of range. */
  constructor(options: RegionPoolOptions) {
    const resolved = resolveOptions(options);
    this.#options = {
      ...resolved,
      onEvent: (event) => {
        if (event.kind === "quarantined") this.#quarantinedTotal += 1;
        resolved.onEvent(event);
      },
    };
    this.#stock = new Stock(this.#options);
    this.#leases = new LeaseBook(resolved.startedAtUnixMs);
    this.#demand = new Demand(this.#stock, this.#leases);
    this.#reserve = new Reserve(this.#options, this.#stock);
    this.#drain = new Drain(this.#options, this.#stock, this.#sessions.isDead, (lease) =>
      this.#leases.end(lease),
    );
  }

  /**
   * Lets a session lease and be read for; to be called before its id is told to anybody. Session ids
   * must count up and never repeat. The table is the pool's from now on: it unlinks and closes it.
   */
  addSession(session: number, tenant: string, table: ControlTable): void {
    this.#sessions.add(session, tenant, table);
  }

  /**
   * Leases regions of one class: warm ones at once if there are any, else one as soon as it is made,
   * without holding up the event loop.
   *
   * @throws ShmError `TOO_LARGE`, `INVALID_ARGUMENT`, `SESSION_UNKNOWN`; `LIMIT_EXCEEDED` naming the
   *   limit, its value and the usage; `NO_SPACE` when the file system is full.
   */
  async lease(request: LeaseRequest): Promise<LeasedRegion[]> {
    const holder = this.#sessions.open(request.session);
    const shelf = this.#stock.shelf(holder.tenant, sizeClassFor(request.minBytes));
    const count = validCount(request.count);
    shelf.lastUsedMs = this.#options.clock.nowMs();
    shelf.lastCount = count;
    try {
      return await this.#demand.serve(holder, shelf, count);
    } finally {
      this.#reserve.refill();
    }
  }

  /**
   * Takes leases back in order: the session promises not to write them again. A lease that is over
   * already is passed over, so that a lost answer may be asked for again.
   *
   * @throws ShmError `ACCESS_DENIED`, before anything is done, if one is another session's.
   */
  giveBack(session: number, leases: readonly number[]): void {
    const given = [...new Set(leases)].flatMap((id) => {
      const region = this.#leases.regionOf(id);
      return region?.life.state === "leased" ? [{ region, lease: region.life.lease }] : [];
    });
    if (given.some(({ lease }) => lease.holder.session !== session)) {
      throw new ShmError("ACCESS_DENIED", `session ${session} does not own all of these leases`);
    }
    for (const { region, lease } of given) {
      this.#drain.begin(region, lease, this.#options.returnGraceMs);
    }
  }

  /** The kernel says that the session's process is gone. May be called more than once. */
  sessionDied(session: number): void {
    const holder = this.#sessions.get(session);
    if (holder === null) return;
    this.#shutOut(holder);
    this.#sessions.bury(holder);
    for (const { region, lease } of this.#leases.of(holder)) {
      const { state } = region.life;
      if (state === "leased") this.#drain.begin(region, lease, this.#options.deathGraceMs);
      else if (state === "quarantined") this.#drain.forget(region, lease);
    }
    this.#drain.checkAll();
    this.#leases.closeTableIfDone(holder);
  }

  /**
   * The session may not come back, but its process may still run: what it could write is unlinked and
   * never recycled, what it reads stays counted. To be followed by {@link sessionDied} when the kernel
   * says so. May be called more than once.
   */
  sessionClosed(session: number): void {
    const holder = this.#sessions.get(session);
    if (holder?.state !== "open") return;
    this.#shutOut(holder);
    for (const { region, lease } of this.#leases.of(holder)) {
      if (region.life.state === "leased") this.#drain.abandon(region, lease);
    }
  }

  /** The lease, while refs to it may be opened; null once it is over or its session shut out. */
  find(lease: number): LeasedRegion | null {
    const region = this.#leases.regionOf(lease);
    if (region?.life.state !== "leased" && region?.life.state !== "draining") return null;
    const { holder } = region.life.lease;
    return holder.state === "open" ? describeLease(region, region.life.lease) : null;
  }

  /** Whether a session's slots count no longer. */
  isDead(session: number): boolean {
    return this.#sessions.isDead(session);
  }

  /** Unlinks regions that have been idle for longer than this; returns how many bytes that frees. */
  trimIdle(olderThanMs = 0): number {
    return this.#reserve.trim(olderThanMs);
  }

  stats(): PoolStats {
    const waiting = [...this.#stock.shelves.values()].reduce((sum, s) => sum + s.waiting, 0);
    return {
      classes: this.#stock.totals.classes(this.#stock.regions),
      bytes: this.#stock.budget.usedBytes,
      maxBytes: this.#stock.budget.maxBytes,
      waiting,
      quarantinedTotal: this.#quarantinedTotal,
    };
  }

  /** Unlinks every region and control table. What is still being made is unlinked when it is ready. */
  async close(): Promise<void> {
    this.#drain.stop();
    const holders = [...this.#sessions.all(), ...this.#leases.holders()];
    for (const holder of holders) this.#shutOut(holder);
    this.#stock.close();
    await Promise.all([this.#reserve.stop(), this.#demand.stop()]);
    for (const holder of holders) holder.table.close();
  }

  #shutOut(holder: SessionHolder): void {
    if (holder.state !== "open") return;
    holder.state = "closed";
    const error = new ShmError("SESSION_UNKNOWN", `session ${holder.session} was shut out`);
    for (const shelf of this.#stock.shelves.values()) shelf.dismiss(error, holder.session);
    holder.table.unlink();
  }
}

function validCount(count: number): number {
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new ShmError("INVALID_ARGUMENT", `count is ${count}; it must be a whole number > 0`);
}
