import { expect } from "chai";
import { memoryPlatform } from "../../../../shm/index.js";
import { KIB_64, MIB, PoolBench, turn } from "../../../support/shm-pool.js";

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await turn();
}

describe("the warm reserve", () => {
  it("is made ahead of demand once a class is used, and made up again after each lease", async () => {
    const bench = new PoolBench({ reserveRegions: 2 });
    const session = await bench.session();
    expect(bench.pool.stats().classes).to.deep.equal([]);
    await bench.lease(session);
    await settled();
    expect(bench.small()).to.include({ leased: 1, idle: 2, createdTotal: 3 });
    const leases = await bench.pool.lease({ session, minBytes: 1, count: 2 });
    expect(leases).to.have.length(2);
    await settled();
    expect(bench.small()).to.include({ leased: 3, idle: 2 });
  });

  it("holds at least as many as were last asked for at once", async () => {
    const bench = new PoolBench({ reserveRegions: 1 });
    const session = await bench.session();
    await bench.pool.lease({ session, minBytes: 1, count: 4 });
    await settled();
    expect(bench.small()).to.include({ leased: 1, idle: 4 });
  });

  it("keeps to its budget of bytes over all classes", async () => {
    const bench = new PoolBench({ reserveRegions: 4, reserveBytes: 2 * KIB_64 });
    const session = await bench.session();
    await bench.lease(session);
    await bench.lease(session, MIB);
    await settled();
    const ready = bench.pool.stats().classes.map(({ capacity, idle }) => [capacity, idle]);
    expect(ready).to.deep.equal([
      [KIB_64, 2],
      [MIB, 0],
    ]);
  });

  it("does not push the pool over its limits, and does not call that a failure", async () => {
    const bench = new PoolBench({ reserveRegions: 4, maxBytes: 3 * KIB_64 });
    await bench.lease(await bench.session());
    await settled();
    expect(bench.small()).to.include({ leased: 1, idle: 2 });
    expect(bench.events).to.deep.equal([]);
  });

  it("reports it when the file system is full, and goes on serving", async () => {
    const bench = new PoolBench({ reserveRegions: 4, platform: memoryPlatform(3 * KIB_64) });
    const session = await bench.session();
    await bench.lease(session);
    await settled();
    expect(bench.events).to.have.length(1);
    expect(bench.events[0]).to.include({ kind: "refill_failed", capacity: KIB_64 });
    await bench.lease(session);
  });

  it("is let go when its class is out of use, within the time to live [SM-2.2] [SM-11.1]", async () => {
    const bench = new PoolBench({ reserveRegions: 2, idleTtlMs: 1000 });
    const session = await bench.session();
    const lease = await bench.lease(session);
    await settled();
    bench.pool.giveBack(session, [lease.lease]);
    expect(bench.small().idle).to.equal(3);
    // One more than the reserve lies there, but not for long enough.
    bench.clock.advance(999);
    expect(bench.small().idle).to.equal(3);
    bench.clock.advance(600);
    expect(bench.small()).to.include({ idle: 0, unlinkedTotal: 3 });
    await settled();
    expect(bench.small().createdTotal).to.equal(3);
  });

  it("is kept while its class is in use, and what is spare goes", async () => {
    const bench = new PoolBench({ reserveRegions: 2, idleTtlMs: 1000 });
    const session = await bench.session();
    const leases = await Promise.all([1, 2, 3, 4].map(() => bench.lease(session)));
    await settled();
    bench.pool.giveBack(
      session,
      leases.map(({ lease }) => lease),
    );
    expect(bench.small().idle).to.be.greaterThan(3);
    for (let i = 0; i < 8; i += 1) {
      bench.clock.advance(400);
      const { lease } = await bench.lease(session);
      await settled();
      bench.pool.giveBack(session, [lease]);
    }
    // The reserve, and the one that was out while the reserve was full.
    expect(bench.small()).to.include({ idle: 3, leased: 0 });
  });

  it("goes when somebody asks for it by hand, and says how much that freed [SM-11.4]", async () => {
    const bench = new PoolBench({ reserveRegions: 2 });
    const lease = await bench.lease(await bench.session());
    await settled();
    expect(bench.pool.trimIdle(1)).to.equal(0);
    expect(bench.pool.trimIdle()).to.equal(2 * KIB_64);
    expect(bench.small()).to.include({ idle: 0, leased: 1, bytes: KIB_64 });
    expect(bench.pool.find(lease.lease)).to.deep.equal(lease);
  });
});
