import { ShmError } from "../errors.js";
import type { SessionHolder } from "./sessions.js";

/** The right of one session to write a region, and where its record stands. */
export interface Lease {
  readonly id: number;
  readonly record: number;
  readonly holder: SessionHolder;
}

/**
 * The life of a region:
 *
 * ```text
 *  creating ──► idle ◄──► leased ──► draining ──► unlinked
 *                ▲          │ │         │ │           ▲
 *                └──────────┼─┼─────────┘ └► quarantined
 *                           │ └──────────────────►┘   │
 *                           └─────────────────────────┘
 * ```
 *
 * - `creating`: its pages are being allocated; it has no lease and nobody knows it
 * - `idle`: warm, no slot of its last lease has anything out; any session of its tenant may get it
 * - `leased`: one session may write it
 * - `draining`: its lease has ended, but readers have not all let go
 * - `unlinked`: its name is gone for good; with a `lease`, somebody may still have it mapped
 * - `quarantined`: unlinked because its counters are impossible; never judged again
 */
export type RegionLife =
  | { readonly state: "creating" }
  | { readonly state: "idle"; readonly sinceMs: number }
  | { readonly state: "leased"; readonly lease: Lease }
  | { readonly state: "draining"; readonly lease: Lease; readonly deadlineMs: number }
  | { readonly state: "unlinked"; readonly lease: Lease | null }
  | { readonly state: "quarantined"; readonly lease: Lease };

export type RegionState = RegionLife["state"];

const nextStates: Readonly<Record<RegionState, readonly RegionState[]>> = {
  creating: ["idle", "unlinked"],
  idle: ["leased", "unlinked"],
  leased: ["idle", "draining", "quarantined", "unlinked"],
  draining: ["idle", "quarantined", "unlinked"],
  // A second time to say that the last reader let go.
  unlinked: ["unlinked", "quarantined"],
  quarantined: ["unlinked"],
};

/** One region, from the allocation of its pages until its name is gone. It never changes tenant. */
export class Region {
  readonly id: number;
  readonly tenant: string;
  /** Bytes. */
  readonly capacity: number;
  /** Name of its object; never to be shown. */
  readonly name: string;
  /** Empty until its pages are allocated. */
  attachmentPath = "";
  /** How often it has been leased. */
  timesLeased = 0;
  #life: RegionLife = { state: "creating" };

  constructor(id: number, tenant: string, capacity: number, name: string) {
    this.id = id;
    this.tenant = tenant;
    this.capacity = capacity;
    this.name = name;
  }

  get life(): RegionLife {
    return this.#life;
  }

  /** @throws ShmError `INTERNAL` for a step that the life of a region does not have. */
  become(next: RegionLife): void {
    if (!nextStates[this.#life.state].includes(next.state)) {
      throw new ShmError(
        "INTERNAL",
        `a region cannot go from ${this.#life.state} to ${next.state}`,
      );
    }
    this.#life = next;
  }
}

/** A lease as its session and whoever opens its refs need to know it. */
export interface LeasedRegion {
  readonly region: number;
  readonly lease: number;
  readonly session: number;
  readonly tenant: string;
  /** Index of the lease's record in the session's control table. */
  readonly record: number;
  /** Bytes. */
  readonly capacity: number;
  /** What a client opens to map the region. Opaque, and never to be logged. */
  readonly attachmentPath: string;
}
