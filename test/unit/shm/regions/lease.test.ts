import { expect } from "chai";
import { memoryPlatform, RegionPool, type SharedMemoryPlatform } from "../../../../shm/index.js";
import { failure } from "../../../support/shm.js";
import { KIB_64, MIB, PoolBench, turn } from "../../../support/shm-pool.js";

describe("RegionPool.lease", () => {
  it("gives a region of the right class, of its own id and lease [SM-2.1]", async () => {
    const bench = new PoolBench();
    const session = await bench.session("acme");
    const first = await bench.lease(session, KIB_64 + 1);
    const second = await bench.lease(session, 10);
    expect(first).to.include({ session, tenant: "acme", record: 0, capacity: 2 * KIB_64 });
    expect(second).to.include({ session, tenant: "acme", record: 1, capacity: KIB_64 });
    expect(second.lease).to.be.greaterThan(first.lease);
    expect(second.region).to.be.greaterThan(first.region);
    expect(second.attachmentPath).to.not.equal(first.attachmentPath);
  });

  it("numbers regions and leases from the start of the run", async () => {
    const bench = new PoolBench({ startedAtUnixMs: 1_700_000_000_000 });
    const lease = await bench.lease(await bench.session());
    const first = 1_700_000_000_000 * 2 ** 11 + 1;
    expect([lease.region, lease.lease]).to.deep.equal([first, first]);
  });

  it("gives what lies ready at once, the warmest first, and no more than that", async () => {
    const bench = new PoolBench();
    const session = await bench.session();
    const leases = [await bench.lease(session), await bench.lease(session)];
    bench.pool.giveBack(
      session,
      leases.map(({ lease }) => lease),
    );
    const again = await bench.pool.lease({ session, minBytes: KIB_64, count: 5 });
    const warmestFirst = leases.map(({ region }) => region).reverse();
    expect(again.map(({ region }) => region)).to.deep.equal(warmestFirst);
    expect(bench.small()).to.include({ createdTotal: 2, reusedTotal: 2, leased: 2, idle: 0 });
  });

  it("never gives a region to another tenant [SM-4.4]", async () => {
    const bench = new PoolBench();
    const [acme, other] = [await bench.session("acme"), await bench.session("other")];
    const first = await bench.lease(acme);
    bench.pool.giveBack(acme, [first.lease]);
    expect(bench.small().idle).to.equal(1);
    const second = await bench.lease(other);
    expect(second.region).to.not.equal(first.region);
    expect((await bench.lease(acme)).region).to.equal(first.region);
  });

  it("gives no more regions than the session has records for", async () => {
    const bench = new PoolBench();
    const filler = await bench.session();
    const three = [1, 2, 3].map(() => bench.lease(filler));
    bench.pool.giveBack(
      filler,
      (await Promise.all(three)).map(({ lease }) => lease),
    );
    const session = await bench.session("default", 2);
    expect(await bench.pool.lease({ session, minBytes: 1, count: 3 })).to.have.length(2);
    const error = await failure("LIMIT_EXCEEDED", () => bench.lease(session));
    expect(error.message).to.include("2 of 2 leases");
    expect(bench.small()).to.include({ idle: 1, creating: 0 });
  });

  it("names the limit, its value and the usage when it is reached [SM-2.5] [SM-12.3]", async () => {
    const bench = new PoolBench({ maxBytes: 2 * KIB_64 });
    const session = await bench.session();
    await bench.lease(session);
    await bench.lease(session);
    const { message } = await failure("LIMIT_EXCEEDED", () => bench.lease(session));
    expect(message).to.include(`maxBytes (${2 * KIB_64} bytes, ${2 * KIB_64} in use)`);
    expect(bench.pool.stats().bytes).to.equal(2 * KIB_64);
  });

  it("keeps one tenant from using up what all share [SM-14.1]", async () => {
    const bench = new PoolBench({ maxTenantBytes: KIB_64 });
    const [acme, other] = [await bench.session("acme"), await bench.session("other")];
    await bench.lease(acme);
    const { message } = await failure("LIMIT_EXCEEDED", () => bench.lease(acme));
    expect(message).to.include("maxTenantBytes");
    await bench.lease(other);
  });

  it("unlinks idle regions, longest idle first, to make room for what is asked for", async () => {
    const bench = new PoolBench({ maxBytes: 4 * KIB_64 });
    const session = await bench.session();
    const [old, young] = [await bench.lease(session), await bench.lease(session)];
    bench.pool.giveBack(session, [old.lease]);
    bench.clock.advance(10);
    bench.pool.giveBack(session, [young.lease]);
    expect((await bench.lease(session, 3 * KIB_64)).capacity).to.equal(4 * KIB_64);
    expect(bench.small()).to.include({ idle: 0, unlinkedTotal: 2 });
    expect(bench.pool.stats().bytes).to.equal(4 * KIB_64);
  });

  it("evicts nothing where that would not help", async () => {
    const bench = new PoolBench({ maxBytes: 4 * KIB_64 });
    const session = await bench.session();
    const [idle] = [await bench.lease(session), await bench.lease(session)];
    bench.pool.giveBack(session, [idle.lease]);
    await failure("LIMIT_EXCEEDED", () => bench.lease(session, 4 * KIB_64));
    expect(bench.small()).to.include({ idle: 1, unlinkedTotal: 0 });
  });

  it("says how full the file system is when it is [SM-8.1]", async () => {
    const bench = new PoolBench({ platform: memoryPlatform(MIB) });
    const session = await bench.session();
    const { message } = await failure("NO_SPACE", () => bench.lease(session, MIB));
    expect(message).to.match(/1048576 bytes wanted, \d+ of 1048576 free: .*full/);
    expect(bench.pool.stats()).to.include({ bytes: 0, waiting: 0 });
  });

  it("clears the shelves once and tries again when the file system is full [SM-8.3]", async () => {
    const bench = new PoolBench({ platform: memoryPlatform(MIB) });
    const session = await bench.session();
    const idle = await bench.lease(session, MIB / 2);
    bench.pool.giveBack(session, [idle.lease]);
    expect((await bench.lease(session, MIB / 4)).capacity).to.equal(MIB / 4);
    await bench.lease(session, MIB / 2);
    expect(bench.pool.stats().bytes).to.equal((MIB * 3) / 4);
  });

  it("refuses nonsense, and sessions it does not know", async () => {
    const bench = new PoolBench();
    const session = await bench.session();
    for (const count of [0, -1, 0.5, Number.NaN]) {
      await failure("INVALID_ARGUMENT", () => bench.pool.lease({ session, minBytes: 1, count }));
    }
    await failure("TOO_LARGE", () => bench.lease(session, 2 ** 30 + 1));
    await failure("SESSION_UNKNOWN", () => bench.lease(session + 1));
    const options = { run: bench.run, platform: bench.platform };
    await failure("INVALID_ARGUMENT", () => new RegionPool({ ...options, maxBytes: -1 }));
  });

  describe("while regions are being made", () => {
    it("serves those who wait in their order, also with what is returned meanwhile", async () => {
      const gate = gated();
      const bench = new PoolBench({ platform: gate.platform });
      const session = await bench.session();
      gate.open();
      const returned = await bench.lease(session);
      gate.close();
      const served: string[] = [];
      const first = bench.lease(session).then(() => served.push("first"));
      const second = bench.lease(session).then(() => served.push("second"));
      await turn();
      expect(bench.pool.stats().waiting).to.equal(2);
      bench.pool.giveBack(session, [returned.lease]);
      await turn();
      expect(served).to.deep.equal(["first"]);
      gate.open();
      await Promise.all([first, second]);
      expect(served).to.deep.equal(["first", "second"]);
      // Both were being made for somebody; one of them is now spare.
      await turn();
      expect(bench.small()).to.include({ leased: 2, idle: 1 });
    });

    it("does not serve a session that died meanwhile [SM-11.2]", async () => {
      const gate = gated();
      const bench = new PoolBench({ platform: gate.platform });
      gate.open();
      const session = await bench.session();
      gate.close();
      const refused = failure("SESSION_UNKNOWN", () => bench.lease(session));
      await turn();
      bench.pool.sessionDied(session);
      await refused;
      gate.open();
      await turn();
      expect(bench.small()).to.include({ idle: 1, leased: 0 });
    });

    it("leaves nothing when the pool is closed meanwhile", async () => {
      const gate = gated();
      const bench = new PoolBench({ platform: gate.platform });
      gate.open();
      const session = await bench.session();
      gate.close();
      const refused = failure("SESSION_UNKNOWN", () => bench.lease(session));
      await turn();
      const closed = bench.pool.close();
      await refused;
      gate.open();
      await closed;
      expect(bench.names()).to.deep.equal([]);
    });
  });
});

// A platform on which making an object of a region's size takes until the gate is opened.
function gated(): { platform: SharedMemoryPlatform; open(): void; close(): void } {
  const inner = memoryPlatform();
  let waiting: (() => void)[] = [];
  let isOpen = false;
  return {
    platform: {
      ...inner,
      async create(name, bytes) {
        const isRegion = bytes === KIB_64;
        if (isRegion && !isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
        return inner.create(name, bytes);
      },
    },
    open() {
      isOpen = true;
      for (const go of waiting) go();
      waiting = [];
    },
    close() {
      isOpen = false;
    },
  };
}
