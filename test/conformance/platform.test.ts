import { expect } from "chai";
import fc from "fast-check";
import { objectName, RunLock } from "../../shm/index.js";
import { runLockName, runPrefix } from "../../shm/names.js";
import { failure, type PlatformUnderTest, platforms } from "../support/shm.js";

for (const { title, make } of platforms) {
  describe(`a shared-memory platform (${title})`, () => {
    let under: PlatformUnderTest;
    // Keeps a sidecar that starts meanwhile on this machine from sweeping what the test makes.
    let guard: RunLock;
    const fresh = () => objectName(under.run);

    beforeEach(() => {
      under = make();
      guard = RunLock.acquire(under.platform, () => under.run);
    });
    afterEach(() => {
      under.cleanUp();
      guard.release();
    });

    describe("objects", () => {
      it("have the size asked for, and start as zeros", async () => {
        const object = await under.platform.create(fresh(), 70_000);
        expect(object.bytes).to.equal(70_000);
        expect(object.readAt(0, 70_000).equals(Buffer.alloc(70_000))).to.equal(true);
        object.close();
      });

      it("may be empty, and may be made without reserving their pages", async () => {
        const empty = await under.platform.create(fresh(), 0);
        const sparse = await under.platform.create(fresh(), 5000, { reserve: false });
        expect([empty.bytes, sparse.bytes, sparse.readAt(4999, 1)[0]]).to.deep.equal([0, 5000, 0]);
        empty.close();
        sparse.close();
      });

      it("show through every handle what was written through any [SM-1.5] [SM-5.4]", async () => {
        const bytes = 4096;
        const writer = await under.platform.create(fresh(), bytes);
        const reader = under.platform.open(writer.name);
        const expected = Buffer.alloc(bytes);
        const writes = fc.record({
          offset: fc.nat(bytes),
          data: fc.uint8Array({ maxLength: bytes }),
        });
        fc.assert(
          fc.property(writes, ({ offset, data }) => {
            const fitting = data.subarray(0, bytes - offset);
            writer.writeAt(offset, fitting);
            expected.set(fitting, offset);
            expect(reader.readAt(0, bytes).equals(expected)).to.equal(true);
          }),
        );
        writer.close();
        reader.close();
      });

      it("refuse any range that is not wholly inside them", async () => {
        const object = await under.platform.create(fresh(), 100);
        const outside = [
          [-1, 1],
          [0, 101],
          [100, 1],
          [1, 100],
          [Number.MAX_SAFE_INTEGER, 2],
          [0, -1],
          [0.5, 1],
          [Number.NaN, 1],
        ] as const;
        for (const [offset, length] of outside) {
          await failure("OUT_OF_BOUNDS", () => object.readAt(offset, length));
        }
        await failure("OUT_OF_BOUNDS", () => object.writeAt(99, Buffer.alloc(2)));
        object.writeAt(100, Buffer.alloc(0));
        object.close();
      });

      it("cannot be made where somebody has taken the name, whose object stays as it is", async () => {
        const squatter = await under.platform.create(fresh(), 10);
        squatter.writeAt(0, Buffer.from("mine"));
        await failure("ACCESS_DENIED", () => under.platform.create(squatter.name, 10));
        expect(under.platform.open(squatter.name).readAt(0, 4).toString()).to.equal("mine");
        squatter.close();
      });

      it("keep their bytes for whoever has them open when they are unlinked", async () => {
        const object = await under.platform.create(fresh(), 10);
        object.writeAt(0, Buffer.from("kept"));
        expect(under.platform.unlink(object.name)).to.equal(true);
        expect(under.platform.unlink(object.name)).to.equal(false);
        expect(object.readAt(0, 4).toString()).to.equal("kept");
        await failure("MAP_FAILED", () => under.platform.open(object.name));
        object.close();
      });

      it("may be closed twice, and not be used afterwards", async () => {
        const object = await under.platform.create(fresh(), 10);
        object.close();
        object.close();
        await failure("INTERNAL", () => object.readAt(0, 1));
        await failure("INTERNAL", () => object.writeAt(0, Buffer.from("x")));
      });

      it("are listed by the start of their names", async () => {
        const names = [fresh(), fresh()];
        for (const name of names) (await under.platform.create(name, 1)).close();
        const listed = under.platform.list(runPrefix(under.run)).sort();
        expect(listed).to.deep.equal([...names, runLockName(under.run)].sort());
        expect(under.platform.list("no-such-prefix")).to.deep.equal([]);
      });
    });

    it("says how large its file system is, and how much of it is free", () => {
      const { totalBytes, freeBytes } = under.platform.usage();
      expect(totalBytes).to.be.greaterThan(0);
      expect(freeBytes).to.be.within(0, totalBytes);
    });

    it("refuses names that could lead out of its directory", async () => {
      for (const name of ["", ".", "..", "../x", "a/b", "/etc/passwd", "a\0b", "x".repeat(300)]) {
        await failure("INVALID_ARGUMENT", () => under.platform.create(name, 1));
        await failure("INVALID_ARGUMENT", () => under.platform.open(name));
        await failure("INVALID_ARGUMENT", () => under.platform.unlink(name));
      }
    });

    it("never says an object's name in an error", async () => {
      const name = fresh();
      const missing = await failure("MAP_FAILED", () => under.platform.open(name));
      (await under.platform.create(name, 1)).close();
      const taken = await failure("ACCESS_DENIED", () => under.platform.create(name, 1));
      for (const { message } of [missing, taken]) {
        expect(message).to.not.include("snakepit-shm.").and.not.include("/");
      }
    });

    describe("locks", () => {
      it("are held from their making until they are released", () => {
        const name = fresh();
        const lock = under.platform.lockFile(name);
        if (lock === "lost") throw new Error("nobody else sweeps here");
        expect(under.platform.tryLock(name)).to.equal("held");
        lock.release();
        lock.release();
        const next = under.platform.tryLock(name);
        if (typeof next === "string") throw new Error(`the lock was ${next}`);
        expect(under.platform.tryLock(name)).to.equal("held");
        next.release();
      });

      it("are missing where there is no such file, and cannot be made where there is one", async () => {
        const name = fresh();
        expect(under.platform.tryLock(name)).to.equal("missing");
        (await under.platform.create(name, 0)).close();
        await failure("ACCESS_DENIED", () => under.platform.lockFile(name));
        await failure("ACCESS_DENIED", () => under.platform.offerLock(name));
      });

      it("offered to somebody else are held exactly while he holds them", async () => {
        const offer = under.platform.offerLock(fresh());
        expect(offer.isHeld()).to.equal(false);
        const holder = under.platform.tryLock(offer.name);
        if (typeof holder === "string") throw new Error(`the lock was ${holder}`);
        expect([offer.isHeld(), offer.isHeld()]).to.deep.equal([true, true]);
        holder.release();
        expect(offer.isHeld()).to.equal(false);
        offer.close();
        offer.close();
        await failure("INTERNAL", () => offer.isHeld());
      });

      it("offered stay watched when the file is unlinked", () => {
        const offer = under.platform.offerLock(fresh());
        const holder = under.platform.tryLock(offer.name);
        under.platform.unlink(offer.name);
        expect(offer.isHeld()).to.equal(true);
        if (typeof holder === "string") throw new Error(`the lock was ${holder}`);
        holder.release();
        expect(offer.isHeld()).to.equal(false);
        offer.close();
      });
    });
  });
}
