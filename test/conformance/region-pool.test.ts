import { readdirSync } from "node:fs";
import { expect } from "chai";
import { ControlTable, objectName, RegionPool, RunLock } from "../../shm/index.js";
import { runPrefix } from "../../shm/names.js";
import { type PlatformUnderTest, platforms } from "../support/shm.js";
import { writeSlot } from "../support/shm-client.js";

for (const { title, make } of platforms) {
  describe(`a region pool (${title})`, () => {
    let under: PlatformUnderTest;
    let guard: RunLock;
    let pool: RegionPool;

    beforeEach(() => {
      under = make();
      guard = RunLock.acquire(under.platform, () => under.run);
      const limits = { maxBytes: 16 * 1024 ** 2, reserveRegions: 1 };
      pool = new RegionPool({ platform: under.platform, run: under.run, ...limits });
    });
    afterEach(async () => {
      await pool.close();
      under.cleanUp();
      guard.release();
    });

    async function attach(session: number): Promise<string> {
      const name = objectName(under.run);
      pool.addSession(session, "acme", await ControlTable.create(under.platform, name, session, 4));
      return name;
    }

    it("takes a region from its making through readers, a return and a death to its end", async () => {
      const table = under.platform.open(await attach(1));
      await attach(2);
      const [lease] = await pool.lease({ session: 1, minBytes: 100_000, count: 1 });
      if (lease === undefined) throw new Error("no lease");
      const region = under.platform.open(nameOf(lease.attachmentPath));
      expect(region.bytes).to.equal(131_072);
      region.writeAt(0, Buffer.from("payload"));

      writeSlot(table, lease.record, 0, { reader: 2, addressed: 1, done: 0 });
      pool.giveBack(1, [lease.lease]);
      expect(pool.stats().classes[0]).to.include({ draining: 1 });
      pool.sessionDied(2);
      expect(pool.stats().classes[0]).to.include({ draining: 0 });
      expect(region.readAt(0, 7).toString()).to.equal("payload");

      const again = await pool.lease({ session: 1, minBytes: 100_000, count: 1 });
      expect(again[0]).to.include({ region: lease.region, record: lease.record });
      pool.sessionDied(1);
      await pool.close();
      expect(under.platform.list(runPrefix(under.run))).to.have.length(1);
      region.close();
      table.close();
    });

    it("lets go of every descriptor when it is closed, also of a dead owner's table", async function () {
      if (process.platform !== "linux") this.skip();
      const openDescriptors = () => readdirSync("/proc/self/fd").length;
      const before = openDescriptors();
      const table = under.platform.open(await attach(1));
      await attach(2);
      const leases = [1, 1, 2].map((session) => pool.lease({ session, minBytes: 1, count: 1 }));
      const [[draining] = [], [idle] = []] = await Promise.all(leases);
      if (draining === undefined || idle === undefined) throw new Error("no lease");
      writeSlot(table, draining.record, 0, { reader: 2, addressed: 1, done: 0 });
      table.close();
      pool.sessionDied(1);
      expect(pool.stats().classes[0]).to.include({ draining: 1, leased: 1 });
      await pool.close();
      expect(openDescriptors()).to.equal(before);
    });

    it("leases a thousand regions one by one, and takes them back", async () => {
      const sessions = Array.from({ length: 50 }, (_, index) => index + 1);
      for (const session of sessions) await attach(session);
      for (let round = 0; round < 20; round += 1) {
        const leases = await Promise.all(
          sessions.map((session) => pool.lease({ session, minBytes: 1, count: 1 })),
        );
        expect(new Set(leases.flat().map(({ region }) => region)).size).to.equal(50);
        for (const lease of leases.flat()) pool.giveBack(lease.session, [lease.lease]);
      }
      const [small] = pool.stats().classes;
      expect(small?.leased).to.equal(0);
      expect((small?.createdTotal ?? 0) + (small?.reusedTotal ?? 0)).to.be.at.least(1000);
      expect(small?.createdTotal).to.be.below(110);
    });
  });
}

// The last part of a path is the name; only tests may know that.
function nameOf(attachmentPath: string): string {
  return attachmentPath.slice(attachmentPath.indexOf("snakepit-shm."));
}
