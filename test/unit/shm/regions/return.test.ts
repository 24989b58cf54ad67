import { expect } from "chai";
import { failure } from "../../../support/shm.js";
import { KIB_64, PoolBench } from "../../../support/shm-pool.js";

describe("RegionPool.giveBack", () => {
  let bench: PoolBench;
  let owner: number;
  let reader: number;

  beforeEach(async () => {
    bench = new PoolBench({ returnGraceMs: 1000 });
    [owner, reader] = [await bench.session(), await bench.session()];
  });

  it("makes a region idle at once when nobody reads it", async () => {
    const lease = await bench.lease(owner);
    bench.slot(lease, reader, 3, 3);
    bench.pool.giveBack(owner, [lease.lease]);
    expect(bench.small()).to.include({ idle: 1, leased: 0, draining: 0 });
    expect(bench.pool.find(lease.lease)).to.equal(null);
  });

  it("waits for readers, and needs no message from them [SM-3.3]", async () => {
    const lease = await bench.lease(owner);
    bench.slot(lease, reader, 3, 1);
    bench.pool.giveBack(owner, [lease.lease]);
    bench.clock.advance(500);
    expect(bench.small()).to.include({ idle: 0, draining: 1 });
    // A ref may still be on its way to somebody who has not opened the lease yet.
    expect(bench.pool.find(lease.lease)).to.include({ region: lease.region });
    bench.slot(lease, reader, 3, 3);
    bench.clock.advance(250);
    expect(bench.small()).to.include({ idle: 1, draining: 0, unlinkedTotal: 0 });
    expect(bench.events).to.deep.equal([]);
  });

  it("unlinks what readers hold beyond the grace, and keeps the record until they let go", async () => {
    const owners = await bench.session("default", 1);
    const lease = await bench.lease(owners);
    bench.slot(lease, reader, 1, 0);
    bench.pool.giveBack(owners, [lease.lease]);
    bench.clock.advance(1000);
    expect(bench.events).to.deep.equal([
      { kind: "grace_passed", region: lease.region, lease: lease.lease, session: owners },
    ]);
    expect(bench.small()).to.include({ draining: 0, unlinkedTotal: 1, bytes: KIB_64 });
    // The only record of this session is still the old reader's.
    await failure("LIMIT_EXCEEDED", () => bench.lease(owners));
    bench.slot(lease, reader, 1, 1);
    bench.clock.advance(250);
    expect(bench.small().bytes).to.equal(0);
    expect((await bench.lease(owners)).region).to.not.equal(lease.region);
  });

  it("takes a dead reader's slots as agreed [SM-3.5] [GP-13.4]", async () => {
    const lease = await bench.lease(owner);
    bench.slot(lease, reader, 5, 2);
    bench.pool.giveBack(owner, [lease.lease]);
    expect(bench.small().draining).to.equal(1);
    bench.pool.sessionDied(reader);
    expect(bench.small()).to.include({ draining: 0, idle: 1 });
  });

  it("keeps a closed reader's slots until the kernel says that it is dead", async () => {
    const lease = await bench.lease(owner);
    bench.slot(lease, reader, 1, 0);
    bench.pool.giveBack(owner, [lease.lease]);
    bench.pool.sessionClosed(reader);
    bench.clock.advance(500);
    expect(bench.small().draining).to.equal(1);
    bench.pool.sessionDied(reader);
    expect(bench.small().idle).to.equal(1);
  });

  it("does not take a number that was never a session for a dead one", async () => {
    const lease = await bench.lease(owner);
    bench.slot(lease, 999_999, 1, 0);
    bench.pool.giveBack(owner, [lease.lease]);
    bench.clock.advance(999);
    expect(bench.small()).to.include({ draining: 1, idle: 0 });
    bench.clock.advance(1);
    expect(bench.small()).to.include({ draining: 0, idle: 0, unlinkedTotal: 1 });
  });

  it("quarantines a region with impossible counters: never leased again [SM-8.2]", async () => {
    const lease = await bench.lease(owner);
    bench.slot(lease, reader, 1, 2);
    bench.pool.giveBack(owner, [lease.lease]);
    expect(bench.events).to.have.length(1);
    expect(bench.events[0]).to.include({ kind: "quarantined", region: lease.region });
    expect(bench.pool.stats().quarantinedTotal).to.equal(1);
    expect(bench.names()).to.not.include(lease.attachmentPath.slice("memory:".length));
    expect((await bench.lease(owner)).region).to.not.equal(lease.region);
    // Its bytes count until nobody can have it mapped for writing.
    expect(bench.small().bytes).to.equal(2 * KIB_64);
    bench.pool.sessionDied(owner);
    expect(bench.small().bytes).to.equal(KIB_64);
  });

  it("passes over leases that are over, so that it may be called again", async () => {
    const lease = await bench.lease(owner);
    bench.pool.giveBack(owner, [lease.lease, lease.lease]);
    bench.pool.giveBack(owner, [lease.lease, 12345]);
    expect(bench.small()).to.include({ idle: 1, leased: 0 });
  });

  it("takes nothing when one of the leases is another session's [SM-4.2]", async () => {
    const [mine, his] = [await bench.lease(owner), await bench.lease(reader)];
    await failure("ACCESS_DENIED", () => bench.pool.giveBack(owner, [mine.lease, his.lease]));
    expect(bench.small()).to.include({ leased: 2, idle: 0 });
  });

  it("gives an idle region out under another lease and a clean record", async () => {
    const first = await bench.lease(owner);
    bench.slot(first, reader, 4, 4);
    bench.pool.giveBack(owner, [first.lease]);
    const second = await bench.lease(owner);
    expect(second).to.include({ region: first.region, record: first.record });
    expect(second.lease).to.be.greaterThan(first.lease);
    bench.pool.giveBack(owner, [second.lease]);
    expect(bench.small()).to.include({ idle: 1, createdTotal: 1, reusedTotal: 1 });
  });
});
