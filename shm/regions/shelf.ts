import type { ShmError } from "../errors.js";
import type { Region } from "./region.js";

/** Somebody who waits for one region of a shelf. */
export interface Waiter {
  readonly session: number;
  /** Takes the region, or says false and leaves it to the next in line. */
  accept(region: Region): boolean;
  refuse(error: ShmError): void;
}

/** The idle regions of one tenant and size class, and who waits for one. */
export class Shelf {
  readonly tenant: string;
  readonly capacity: number;
  /** When somebody last asked for a region, and for how many. */
  lastUsedMs: number;
  lastCount = 0;
  /** Regions whose pages are being allocated for this shelf. */
  creating = 0;
  readonly #idle: Region[] = [];
  #waiters: Waiter[] = [];

  constructor(tenant: string, capacity: number, nowMs: number) {
    this.tenant = tenant;
    this.capacity = capacity;
    this.lastUsedMs = nowMs;
  }

  get idle(): readonly Region[] {
    return this.#idle;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  /** Up to `count` regions, those first that became idle last: their pages are likeliest in a cache. */
  takeIdle(count: number): Region[] {
    return this.#idle.splice(-count).reverse();
  }

  /** Takes one certain idle region off the shelf. */
  remove(region: Region): void {
    const index = this.#idle.indexOf(region);
    if (index !== -1) this.#idle.splice(index, 1);
  }

  wait(waiter: Waiter): void {
    this.#waiters.push(waiter);
  }

  /** An idle region goes to whoever has waited longest, or onto the shelf. */
  put(region: Region): void {
    for (;;) {
      const waiter = this.#waiters.shift();
      if (waiter === undefined) break;
      if (waiter.accept(region)) return;
    }
    this.#idle.push(region);
  }

  /** A creation failed: where more wait than are being made, those who came last hear of it. */
  refuseUnserved(error: ShmError): void {
    while (this.#waiters.length > this.creating) this.#waiters.pop()?.refuse(error);
  }

  /** Sends away everybody who waits for this session. */
  dismiss(error: ShmError, session: number): void {
    const leaving = this.#waiters.filter((waiter) => waiter.session === session);
    this.#waiters = this.#waiters.filter((waiter) => waiter.session !== session);
    for (const waiter of leaving) waiter.refuse(error);
  }
}
