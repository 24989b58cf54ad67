import { expect } from "chai";
import { objectName, RunLock, SessionLock, sweepDeadRuns } from "../../shm/index.js";
import { runLockName, runPrefix } from "../../shm/names.js";
import { failure, type PlatformUnderTest, platforms } from "../support/shm.js";

for (const { title, make } of platforms) {
  describe(`runs (${title})`, () => {
    let under: PlatformUnderTest;
    const sweep = () => {
      const { deadRuns, liveRuns, failures } = sweepDeadRuns(under.platform);
      return { dead: deadRuns.includes(under.run), live: liveRuns.includes(under.run), failures };
    };

    beforeEach(() => {
      under = make();
    });
    afterEach(() => {
      under.cleanUp();
    });

    it("are left alone by a sweep while their lock is held", async () => {
      const lock = RunLock.acquire(under.platform, () => under.run);
      (await under.platform.create(objectName(under.run), 10)).close();
      expect(sweep()).to.deep.include({ dead: false, live: true });
      expect(under.platform.list(runPrefix(under.run))).to.have.length(2);
      lock.release();
    });

    it("are swept, the lock last, when nobody holds it [SM-2.4] [GP-11.3]", async () => {
      const abandoned = under.platform.lockFile(runLockName(under.run));
      if (abandoned === "lost") throw new Error("nobody else sweeps here");
      const object = await under.platform.create(objectName(under.run), 10);
      object.writeAt(0, Buffer.from("still read"));
      abandoned.release();
      expect(sweep()).to.deep.include({ dead: true, live: false });
      expect(under.platform.list(runPrefix(under.run))).to.deep.equal([]);
      // Unlinked, not written: whoever still reads goes on reading.
      expect(object.readAt(0, 10).toString()).to.equal("still read");
      object.close();
    });

    it("are swept when their lock is missing", async () => {
      (await under.platform.create(objectName(under.run), 10)).close();
      expect(sweep()).to.deep.include({ dead: true });
      expect(under.platform.list(runPrefix(under.run))).to.deep.equal([]);
    });

    it("leave nothing when they end in order, and may end twice", () => {
      const lock = RunLock.acquire(under.platform, () => under.run);
      expect(lock.run).to.equal(under.run);
      lock.release();
      lock.release();
      expect(under.platform.list(runPrefix(under.run))).to.deep.equal([]);
    });

    it("take another id when a sweeper was faster", () => {
      const ids = ["00000001", under.run];
      const lockFile = (name: string) =>
        name === runLockName("00000001") ? "lost" : under.platform.lockFile(name);
      const lock = RunLock.acquire({ ...under.platform, lockFile }, () => ids.shift() ?? "");
      expect(lock.run).to.equal(under.run);
      lock.release();
    });

    it("do not start where every id is taken away", async () => {
      await failure("INTERNAL", () =>
        RunLock.acquire({ ...under.platform, lockFile: () => "lost" }),
      );
    });

    it("do not touch what only looks like ours", async () => {
      const names = [`snakepit-shm.${under.run}.short`, `snakepit-shm.${under.run}.LOCK`];
      for (const name of names) (await under.platform.create(name, 1)).close();
      expect(sweep()).to.deep.include({ dead: false, live: false });
      expect(under.platform.list(runPrefix(under.run))).to.have.length(2);
    });

    it("that cannot be swept are reported, and do not keep others from being swept", async () => {
      (await under.platform.create(objectName(under.run), 1)).close();
      (await under.platform.create(objectName("ffffffff"), 1)).close();
      const report = sweepDeadRuns({
        ...under.platform,
        tryLock(name) {
          if (name === runLockName("ffffffff")) throw new Error("not ours");
          return under.platform.tryLock(name);
        },
      });
      expect(report.deadRuns).to.include(under.run);
      expect(report.failures.map(({ run }) => run)).to.include("ffffffff");
      for (const name of under.platform.list(runPrefix("ffffffff"))) under.platform.unlink(name);
    });

    it("give each session a lock file, gone when the session is", () => {
      const lock = SessionLock.create(under.platform, under.run);
      expect(lock.isHeld()).to.equal(false);
      expect(lock.attachmentPath).to.be.a("string").and.not.equal("");
      lock.remove();
      lock.remove();
      expect(under.platform.list(runPrefix(under.run))).to.deep.equal([]);
    });
  });
}
