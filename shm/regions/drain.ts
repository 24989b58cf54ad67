import type { SessionIsDead } from "../layout/agreement.js";
import type { ResolvedPoolOptions } from "./options.js";
import type { Lease, Region } from "./region.js";
import type { Stock } from "./stock.js";

const FIRST_CHECK_MS = 1;
const SLOWEST_CHECK_MS = 250;

/**
 * Watches the regions whose lease has ended while readers had not all let go. It looks at their slots
 * again and again, ever more slowly, because no reader sends a message when it lets go.
 */
export class Drain {
  readonly #options: ResolvedPoolOptions;
  readonly #stock: Stock;
  readonly #isDead: SessionIsDead;
  readonly #settled: (lease: Lease) => void;
  readonly #callOffs = new Map<Region, () => void>();

  /** @param settled - called once a lease is over for good and its record may be granted again. */
  constructor(
    options: ResolvedPoolOptions,
    stock: Stock,
    isDead: SessionIsDead,
    settled: (lease: Lease) => void,
  ) {
    this.#options = options;
    this.#stock = stock;
    this.#isDead = isDead;
    this.#settled = settled;
  }

  /** The lease ended in order, or its owner died: the region is idle again once its slots agree. */
  begin(region: Region, lease: Lease, graceMs: number): void {
    const deadlineMs = this.#options.clock.nowMs() + graceMs;
    region.become({ state: "draining", lease, deadlineMs });
    this.#check(region, FIRST_CHECK_MS);
  }

  /** The owner may still write: the region is unlinked now, and its bytes count while anybody has them. */
  abandon(region: Region, lease: Lease): void {
    this.#stock.unlink(region, lease);
    this.#check(region, FIRST_CHECK_MS);
  }

  /** Looks at every region at once: a session died, and its slots count no longer. */
  checkAll(): void {
    for (const region of [...this.#callOffs.keys()]) this.#check(region, FIRST_CHECK_MS);
  }

  /** The owner of a quarantined region is dead: what the region held is free. */
  forget(region: Region, lease: Lease): void {
    this.#stock.release(region);
    this.#settled(lease);
  }

  stop(): void {
    for (const callOff of this.#callOffs.values()) callOff();
    this.#callOffs.clear();
  }

  #check(region: Region, delayMs: number): void {
    this.#callOffs.get(region)?.();
    this.#callOffs.delete(region);
    const { life } = region;
    if (life.state !== "draining" && life.state !== "unlinked") return;
    const { lease } = life;
    if (lease === null) return;
    const agreement = lease.holder.table.outstanding(lease.record, lease.id, this.#isDead);
    // A closed session's process lives: it may have the region mapped, whatever its slots say.
    const ownerMayHoldIt = life.state === "unlinked" && lease.holder.state === "closed";
    if (agreement.kind === "corrupt") this.#quarantine(region, lease, agreement.why);
    else if (agreement.kind === "agreed" && !ownerMayHoldIt) this.#settle(region, lease);
    else this.#checkLater(region, Math.min(delayMs, this.#graceLeft(region, lease)), delayMs * 2);
  }

  #checkLater(region: Region, waitMs: number, nextDelayMs: number): void {
    const callOff = this.#options.clock.schedule(waitMs, () =>
      this.#check(region, Math.min(nextDelayMs, SLOWEST_CHECK_MS)),
    );
    this.#callOffs.set(region, callOff);
  }

  // When the grace has passed the region loses its name; its record waits on until the slots agree.
  #graceLeft(region: Region, lease: Lease): number {
    if (region.life.state !== "draining") return Number.POSITIVE_INFINITY;
    const leftMs = region.life.deadlineMs - this.#options.clock.nowMs();
    if (leftMs > 0) return leftMs;
    this.#stock.unlink(region, lease);
    this.#options.onEvent({ kind: "grace_passed", ...idsOf(region, lease) });
    return Number.POSITIVE_INFINITY;
  }

  #settle(region: Region, lease: Lease): void {
    lease.holder.table.retire(lease.record);
    if (region.life.state === "draining") this.#stock.shelve(region);
    else this.#stock.release(region);
    this.#settled(lease);
  }

  #quarantine(region: Region, lease: Lease, why: string): void {
    if (region.life.state === "draining") this.#stock.takeNameAway(region);
    region.become({ state: "quarantined", lease });
    this.#options.onEvent({ kind: "quarantined", ...idsOf(region, lease), why });
    if (lease.holder.state === "dead") this.forget(region, lease);
  }
}

function idsOf(region: Region, lease: Lease) {
  return { region: region.id, lease: lease.id, session: lease.holder.session };
}
