import type { Region, RegionState } from "./region.js";

/** One size class, over all tenants. */
export interface ClassStats {
  /** Bytes a region. */
  readonly capacity: number;
  readonly idle: number;
  readonly leased: number;
  readonly draining: number;
  readonly creating: number;
  readonly createdTotal: number;
  /** Leases served by a region that had been leased before. */
  readonly reusedTotal: number;
  readonly unlinkedTotal: number;
  /** Bytes that the class takes, unlinked regions included while somebody may have them mapped. */
  readonly bytes: number;
}

export interface PoolStats {
  /** Ascending by capacity; only classes that were ever used. */
  readonly classes: readonly ClassStats[];
  readonly bytes: number;
  readonly maxBytes: number;
  /** Leases that wait for a region to be made. */
  readonly waiting: number;
  readonly quarantinedTotal: number;
}

type Total = "createdTotal" | "reusedTotal" | "unlinkedTotal";

/** The counts that only go up, by size class. */
export class Totals {
  readonly #byCapacity = new Map<number, Record<Total, number>>();

  add(capacity: number, total: Total): void {
    const counts = this.#byCapacity.get(capacity) ?? zero();
    counts[total] += 1;
    this.#byCapacity.set(capacity, counts);
  }

  /** Puts the totals beside what the regions are now. */
  classes(regions: Iterable<Region>): ClassStats[] {
    const current = new Map<number, { states: Record<RegionState, number>; bytes: number }>();
    for (const region of regions) {
      const entry = current.get(region.capacity) ?? { states: noRegions(), bytes: 0 };
      entry.states[region.life.state] += 1;
      entry.bytes += region.capacity;
      current.set(region.capacity, entry);
    }
    const capacities = new Set([...current.keys(), ...this.#byCapacity.keys()]);
    return [...capacities]
      .sort((a, b) => a - b)
      .map((capacity) => {
        const { states, bytes } = current.get(capacity) ?? { states: noRegions(), bytes: 0 };
        const { idle, leased, draining, creating } = states;
        const totals = this.#byCapacity.get(capacity) ?? zero();
        return { capacity, idle, leased, draining, creating, ...totals, bytes };
      });
  }
}

function zero(): Record<Total, number> {
  return { createdTotal: 0, reusedTotal: 0, unlinkedTotal: 0 };
}

function noRegions(): Record<RegionState, number> {
  return { creating: 0, idle: 0, leased: 0, draining: 0, unlinked: 0, quarantined: 0 };
}
