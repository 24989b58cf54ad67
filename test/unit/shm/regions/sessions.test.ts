import { expect } from "chai";
import { failure } from "../../../support/shm.js";
import { KIB_64, PoolBench } from "../../../support/shm-pool.js";

describe("RegionPool sessions", () => {
  let bench: PoolBench;
  let owner: number;
  let reader: number;

  beforeEach(async () => {
    bench = new PoolBench({ deathGraceMs: 500 });
    [owner, reader] = [await bench.session(), await bench.session()];
  });

  describe("that died", () => {
    it("leave regions that nobody reads to others, at once [SM-2.3] [SM-11.2]", async () => {
      const lease = await bench.lease(owner);
      bench.pool.sessionDied(owner);
      expect(bench.small()).to.include({ idle: 1, leased: 0, unlinkedTotal: 0 });
      expect(await bench.lease(reader)).to.include({ region: lease.region });
    });

    it("leave what is read to its readers until these let go", async () => {
      const lease = await bench.lease(owner);
      bench.slot(lease, reader, 2, 1);
      bench.pool.sessionDied(owner);
      bench.clock.advance(250);
      expect(bench.small()).to.include({ draining: 1, idle: 0 });
      bench.slot(lease, reader, 2, 2);
      bench.clock.advance(249);
      expect(bench.small()).to.include({ draining: 0, idle: 1 });
    });

    it("lose a region that is read beyond the grace; its bytes count while it is mapped", async () => {
      const lease = await bench.lease(owner);
      bench.slot(lease, reader, 1, 0);
      bench.pool.sessionDied(owner);
      bench.clock.advance(500);
      expect(bench.events).to.have.length(1);
      expect(bench.small()).to.include({ draining: 0, unlinkedTotal: 1, bytes: KIB_64 });
      bench.slot(lease, reader, 1, 1);
      bench.clock.advance(250);
      expect(bench.small().bytes).to.equal(0);
    });

    it("are shut out, their control table unlinked, their refs not opened any more", async () => {
      const lease = await bench.lease(owner);
      bench.slot(lease, reader, 1, 0);
      const before = bench.names().length;
      bench.pool.sessionDied(owner);
      bench.pool.sessionDied(owner);
      expect(bench.names()).to.have.length(before - 1);
      expect(bench.pool.isDead(owner)).to.equal(true);
      expect(bench.pool.find(lease.lease)).to.equal(null);
      await failure("SESSION_UNKNOWN", () => bench.lease(owner));
    });

    it("all at once leave nothing behind [GP-11.2]", async () => {
      for (const session of [owner, reader]) {
        for (let i = 0; i < 8; i += 1) {
          bench.slot(await bench.lease(session), session === owner ? reader : owner, 3, i % 3);
        }
      }
      bench.pool.sessionDied(owner);
      bench.pool.sessionDied(reader);
      expect(bench.small()).to.include({ idle: 16, leased: 0, draining: 0 });
      bench.pool.trimIdle();
      expect(bench.names()).to.deep.equal([]);
      expect(bench.pool.stats().bytes).to.equal(0);
    });

    it("do not come back under the same id", async () => {
      bench.pool.sessionDied(owner);
      const table = {} as Parameters<typeof bench.pool.addSession>[2];
      await failure("INVALID_ARGUMENT", () => bench.pool.addSession(owner, "default", table));
      await failure("INVALID_ARGUMENT", () => bench.pool.addSession(reader, "default", table));
    });
  });

  describe("that were closed without being dead", () => {
    it("lose their regions, which are never recycled: a late write may come", async () => {
      const lease = await bench.lease(owner);
      bench.pool.sessionClosed(owner);
      bench.pool.sessionClosed(owner);
      expect(bench.small()).to.include({ idle: 0, leased: 0, unlinkedTotal: 1, bytes: KIB_64 });
      expect(bench.pool.find(lease.lease)).to.equal(null);
      bench.clock.advance(60_000);
      // As long as the process may have it mapped, the memory is not free.
      expect(bench.small().bytes).to.equal(KIB_64);
      bench.pool.sessionDied(owner);
      expect(bench.small()).to.include({ idle: 0, bytes: 0 });
    });

    it("still have what they had given back in order recycled", async () => {
      const lease = await bench.lease(owner);
      bench.slot(lease, reader, 1, 0);
      bench.pool.giveBack(owner, [lease.lease]);
      bench.pool.sessionClosed(owner);
      bench.slot(lease, reader, 1, 1);
      bench.clock.advance(250);
      expect(bench.small()).to.include({ idle: 1, draining: 0 });
    });

    it("are not dead, but shut out", async () => {
      bench.pool.sessionClosed(owner);
      expect(bench.pool.isDead(owner)).to.equal(false);
      await failure("SESSION_UNKNOWN", () => bench.lease(owner));
    });
  });

  it("a region of a dead owner whose counters turn impossible is quarantined and counted out", async () => {
    const lease = await bench.lease(owner);
    bench.slot(lease, reader, 1, 0);
    bench.pool.sessionDied(owner);
    bench.slot(lease, reader, 1, 9);
    bench.clock.advance(250);
    expect(bench.pool.stats()).to.include({ quarantinedTotal: 1, bytes: 0 });
  });

  it("closing the pool leaves no name, whatever state the regions are in", async () => {
    const leases = [await bench.lease(owner), await bench.lease(owner), await bench.lease(owner)];
    const [idle, draining] = leases;
    if (idle === undefined || draining === undefined) throw new Error("no leases");
    bench.slot(draining, reader, 1, 0);
    bench.pool.giveBack(owner, [idle.lease, draining.lease]);
    expect(bench.small()).to.include({ idle: 1, draining: 1, leased: 1 });
    await bench.pool.close();
    expect(bench.names()).to.deep.equal([]);
    await failure("SESSION_UNKNOWN", () => bench.lease(owner));
  });
});
