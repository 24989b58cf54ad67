import { expect } from "chai";
import fc from "fast-check";
import { type LeasedRegion, ShmError } from "../../../shm/index.js";
import { KIB_64, PoolBench, turn } from "../../support/shm-pool.js";

const MAX_BYTES = 12 * KIB_64;
const TENANTS = ["acme", "other"];

type Step =
  | { readonly do: "attach"; readonly tenant: number }
  | { readonly do: "lease"; readonly who: number; readonly pages: number; readonly count: number }
  | { readonly do: "address"; readonly lease: number; readonly reader: number }
  | { readonly do: "finish"; readonly view: number }
  | { readonly do: "giveBack"; readonly lease: number }
  | { readonly do: "die"; readonly who: number }
  | { readonly do: "close"; readonly who: number }
  | { readonly do: "wait"; readonly ms: number };

const any = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("attach" as const), tenant: fc.nat(1) }),
  fc.record({
    ...{ do: fc.constant("lease" as const), who: any },
    ...{ pages: fc.integer({ min: 1, max: 3 }), count: fc.integer({ min: 1, max: 3 }) },
  }),
  fc.record({ do: fc.constant("address" as const), lease: any, reader: any }),
  fc.record({ do: fc.constant("finish" as const), view: any }),
  fc.record({ do: fc.constant("giveBack" as const), lease: any }),
  fc.record({ do: fc.constant("die" as const), who: any }),
  fc.record({ do: fc.constant("close" as const), who: any }),
  fc.record({ do: fc.constant("wait" as const), ms: fc.nat(400) }),
);

/** One reader's slot in one lease, as the participants know it. */
interface Slot {
  readonly lease: LeasedRegion;
  readonly reader: number;
  addressed: number;
  done: number;
}

/** Participants that keep to the protocol, and an observer who knows what all of them do. */
class World {
  readonly bench = new PoolBench({
    ...{ maxBytes: MAX_BYTES, reserveRegions: 1, reserveBytes: 4 * KIB_64 },
    ...{ returnGraceMs: 300, deathGraceMs: 100, idleTtlMs: 1000 },
  });
  readonly #open: number[] = [];
  readonly #closed: number[] = [];
  #held: LeasedRegion[] = [];
  #slots: Slot[] = [];
  /** Regions whose last owner may write at any time, though the session is closed. */
  readonly #lateWrites = new Set<number>();
  readonly #tenantOf = new Map<number, string>();
  /** The tenant that each region was first leased to. */
  readonly #tenants = new Map<number, string>();

  async take(step: Step): Promise<void> {
    if (step.do === "attach") await this.#attach(TENANTS[step.tenant] ?? "");
    else if (step.do === "lease") await this.#lease(step);
    else if (step.do === "address") this.#address(step);
    else if (step.do === "finish") this.#finish(pick(this.#views(), step.view));
    else if (step.do === "giveBack") this.#giveBack(pick(this.#held, step.lease));
    else if (step.do === "die") this.#die(pick([...this.#open, ...this.#closed], step.who));
    else if (step.do === "close") this.#close(pick(this.#open, step.who));
    else this.bench.clock.advance(step.ms);
    await turn();
    expect(this.bench.pool.stats().bytes).to.be.within(0, MAX_BYTES);
  }

  async #attach(tenant: string): Promise<void> {
    const session = await this.bench.session(tenant, 3);
    this.#open.push(session);
    this.#tenantOf.set(session, tenant);
  }

  async #lease({ who, pages, count }: Step & { do: "lease" }): Promise<void> {
    const session = pick(this.#open, who);
    if (session === undefined) return;
    try {
      const leases = await this.bench.pool.lease({ session, minBytes: pages * KIB_64, count });
      expect(leases.length).to.be.within(1, count);
      for (const lease of leases) this.#mayBeWritten(lease);
      this.#held.push(...leases);
    } catch (thrown) {
      expect(ShmError.from(thrown).code).to.equal("LIMIT_EXCEEDED");
    }
  }

  // What the whole design is for, asked of the pool itself.
  #mayBeWritten({ region, session }: LeasedRegion): void {
    const tenant = this.#tenantOf.get(session) ?? "";
    expect(
      this.#held.map((held) => held.region),
      "no second owner",
    ).to.not.include(region);
    const viewed = this.#views().map((slot) => slot.lease.region);
    expect(viewed, "no live view").to.not.include(region);
    expect(this.#lateWrites.has(region), "no late write").to.equal(false);
    expect(this.#tenants.get(region) ?? tenant, "the same tenant").to.equal(tenant);
    this.#tenants.set(region, tenant);
  }

  #address(step: Step & { do: "address" }): void {
    const lease = pick(this.#held, step.lease);
    const reader = pick(this.#open, step.reader);
    if (lease === undefined || reader === undefined) return;
    const slots = this.#slots.filter((slot) => slot.lease.lease === lease.lease);
    let slot = slots.find((candidate) => candidate.reader === reader);
    if (slot === undefined && slots.length === 8) return;
    if (slot === undefined) {
      slot = { lease, reader, addressed: 0, done: 0 };
      this.#slots.push(slot);
    }
    slot.addressed += 1;
    this.#write(slot);
  }

  #finish(slot: Slot | undefined): void {
    if (slot === undefined) return;
    slot.done += 1;
    this.#write(slot);
  }

  #giveBack(lease: LeasedRegion | undefined): void {
    if (lease === undefined || !this.#open.includes(lease.session)) return;
    this.#held = this.#held.filter((held) => held !== lease);
    this.bench.pool.giveBack(lease.session, [lease.lease]);
  }

  #die(session: number | undefined): void {
    if (session === undefined) return;
    this.#held = this.#held.filter((lease) => lease.session !== session);
    this.#slots = this.#slots.filter((slot) => slot.reader !== session);
    remove(this.#open, session);
    remove(this.#closed, session);
    this.bench.pool.sessionDied(session);
  }

  #close(session: number | undefined): void {
    if (session === undefined) return;
    for (const lease of this.#held) {
      if (lease.session === session) this.#lateWrites.add(lease.region);
    }
    remove(this.#open, session);
    this.#closed.push(session);
    this.bench.pool.sessionClosed(session);
  }

  async end(): Promise<void> {
    while (this.#views().length > 0) this.#finish(this.#views()[0]);
    for (const session of [...this.#open, ...this.#closed]) this.#die(session);
    this.bench.clock.advance(1000);
    await turn();
    this.bench.pool.trimIdle();
    expect(this.bench.pool.stats()).to.include({ bytes: 0, waiting: 0, quarantinedTotal: 0 });
    expect(this.bench.names()).to.deep.equal([]);
  }

  #views(): Slot[] {
    return this.#slots.filter((slot) => slot.done < slot.addressed);
  }

  // A slot's place is its rank among the slots of its lease; a dead reader's place stays taken.
  #write(slot: Slot): void {
    const place = this.#places.get(slot) ?? this.#nextPlace(slot.lease.lease);
    this.#places.set(slot, place);
    this.bench.slot(slot.lease, slot.reader, slot.addressed, slot.done, place);
  }

  readonly #places = new Map<Slot, number>();
  readonly #placesTaken = new Map<number, number>();

  #nextPlace(lease: number): number {
    const place = this.#placesTaken.get(lease) ?? 0;
    this.#placesTaken.set(lease, place + 1);
    return place;
  }
}

describe("a region pool among participants that keep to the protocol", () => {
  it("never lets a region be written that anybody may read or write, and loses none [SM-3.4] [SM-11.3]", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 60, maxLength: 120, size: "max" }),
        async (steps) => {
          const world = new World();
          for (const tenant of [0, 1, 0]) await world.take({ do: "attach", tenant });
          for (const next of steps) await world.take(next);
          await world.end();
        },
      ),
      { numRuns: 300 },
    );
  });
});

function pick<T>(items: readonly T[], seed: number): T | undefined {
  return items[seed % items.length];
}

function remove(items: number[], item: number): void {
  const index = items.indexOf(item);
  if (index !== -1) items.splice(index, 1);
}
