import { expect } from "chai";
import {
  ControlTable,
  type LeasedRegion,
  memoryPlatform,
  objectName,
  type PoolEvent,
  RegionPool,
  type RegionPoolOptions,
  type SharedMemoryObject,
  type SharedMemoryPlatform,
} from "../../shm/index.js";
import { ManualClock } from "./shm.js";
import { writeSlot } from "./shm-client.js";

export const KIB_64 = 65_536;
export const MIB = 1024 ** 2;

/** A pool with sessions around it, on a clock that stands still. */
export class PoolBench {
  readonly run = "0123abcd";
  readonly clock = new ManualClock();
  readonly events: PoolEvent[] = [];
  readonly pool: RegionPool;
  readonly platform: SharedMemoryPlatform;
  readonly #tables = new Map<number, SharedMemoryObject>();
  #lastSession = 1000;

  constructor(options: Partial<RegionPoolOptions> = {}) {
    this.platform = options.platform ?? memoryPlatform();
    this.pool = new RegionPool({
      run: this.run,
      maxBytes: 64 * MIB,
      // Only what a test asks for is made, unless it says otherwise.
      reserveRegions: 0,
      clock: this.clock,
      onEvent: (event) => this.events.push(event),
      ...options,
      platform: this.platform,
    });
  }

  /** Adds a session and returns its id. */
  async session(tenant = "default", records = 8): Promise<number> {
    this.#lastSession += 1;
    const session = this.#lastSession;
    const name = objectName(this.run);
    const table = await ControlTable.create(this.platform, name, session, records);
    this.#tables.set(session, this.platform.open(name));
    this.pool.addSession(session, tenant, table);
    return session;
  }

  /** Leases exactly one region. */
  async lease(session: number, minBytes = KIB_64): Promise<LeasedRegion> {
    const [lease, ...more] = await this.pool.lease({ session, minBytes, count: 1 });
    expect(more).to.deep.equal([]);
    if (lease === undefined) throw new Error("a lease brought nothing");
    return lease;
  }

  /** Writes the slot in which a lease's owner addresses a reader. */
  slot(lease: LeasedRegion, reader: number, addressed: number, done: number, slot = 0): void {
    const table = this.#tables.get(lease.session);
    if (table === undefined) throw new Error("no such session");
    writeSlot(table, lease.record, slot, { reader, addressed, done });
  }

  /** The names of this run that are there now. */
  names(): string[] {
    return this.platform.list(`snakepit-shm.${this.run}.`);
  }

  /** The class of 64 KiB regions. */
  small() {
    const stats = this.pool.stats().classes.find(({ capacity }) => capacity === KIB_64);
    if (stats === undefined) throw new Error("the class was never used");
    return stats;
  }
}

/** Lets everything run that waits for nothing but its turn. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
