import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { linuxPlatform, objectName, RunLock } from "../../../../../shm/index.js";
import { failure, temporaryDirectory } from "../../../../support/shm.js";

const MEBIBYTE = 1024 ** 2;
const openDescriptors = () => readdirSync("/proc/self/fd").length;

describe("linuxPlatform", () => {
  before(function () {
    if (process.platform !== "linux") this.skip();
  });

  describe("in POSIX shared memory", () => {
    const platform = linuxPlatform();
    let lock: RunLock;

    beforeEach(() => {
      lock = RunLock.acquire(platform);
    });
    afterEach(() => lock.release());

    it("makes objects only their owner may use, whatever the umask [SM-1.1] [SM-4.1]", async () => {
      const before = process.umask(0o277);
      try {
        const object = await platform.create(objectName(lock.run), 65_536);
        const { mode, uid } = statSync(object.attachmentPath);
        expect((mode & 0o777).toString(8)).to.equal("600");
        expect(uid).to.equal(process.getuid?.());
        expect(object.attachmentPath.startsWith("/dev/shm/")).to.equal(true);
        object.close();
        platform.unlink(object.name);
      } finally {
        process.umask(before);
      }
    });

    it("allocates every page before it returns, unless told not to", async () => {
      const blocksOf = async (reserve: boolean) => {
        const object = await platform.create(objectName(lock.run), MEBIBYTE, { reserve });
        const { blocks, size } = statSync(object.attachmentPath);
        object.close();
        platform.unlink(object.name);
        return { allocated: blocks * 512, size };
      };
      expect(await blocksOf(true)).to.deep.equal({ allocated: MEBIBYTE, size: MEBIBYTE });
      expect(await blocksOf(false)).to.deep.equal({ allocated: 0, size: MEBIBYTE });
    });

    it("lets the event loop turn while it allocates", async () => {
      let turns = 0;
      const turn = setInterval(() => {
        turns += 1;
      }, 1);
      const object = await platform.create(objectName(lock.run), 256 * MEBIBYTE);
      clearInterval(turn);
      object.close();
      platform.unlink(object.name);
      expect(turns).to.be.greaterThan(3);
    });

    it("keeps no descriptor of what it closed or could not make", async () => {
      const object = await platform.create(objectName(lock.run), 65_536);
      const before = openDescriptors();
      for (let i = 0; i < 20; i += 1) {
        await failure("ACCESS_DENIED", () => platform.create(object.name, 65_536));
        platform.open(object.name).close();
        expect(platform.tryLock(objectName(lock.run))).to.equal("missing");
      }
      expect(openDescriptors()).to.equal(before);
      object.close();
      platform.unlink(object.name);
    });
  });

  describe("in a directory of its own", () => {
    let directory: string;

    beforeEach(() => {
      directory = temporaryDirectory();
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it("does not follow a symbolic link that somebody put in an object's place", async () => {
      const platform = linuxPlatform(directory);
      const name = objectName("0123abcd");
      symlinkSync("/etc/passwd", join(directory, name));
      await failure("ACCESS_DENIED", () => platform.open(name));
      await failure("ACCESS_DENIED", () => platform.create(name, 10));
    });

    it("says so when the directory is missing, or is none", async () => {
      const missing = linuxPlatform(join(directory, "missing"));
      await failure("MAP_FAILED", () => missing.create(objectName("0123abcd"), 1));
      await failure("MAP_FAILED", () => missing.list(""));
      await failure("MAP_FAILED", () => missing.usage());
      const file = linuxPlatform("/etc/passwd");
      await failure("INVALID_ARGUMENT", () => file.create(objectName("0123abcd"), 1));
    });

    it("leaves nothing when the file system is full, and says so [SM-1.4] [SM-8.1]", async function () {
      if (!mountTmpfs(directory, "1m")) this.skip();
      try {
        const platform = linuxPlatform(directory);
        const before = openDescriptors();
        const { totalBytes } = platform.usage();
        expect(totalBytes).to.equal(MEBIBYTE);
        for (let i = 0; i < 3; i += 1) {
          const error = await failure("NO_SPACE", () =>
            platform.create(objectName("0123abcd"), 2 * MEBIBYTE),
          );
          expect(error.message)
            .to.include(`${2 * MEBIBYTE} bytes`)
            .and.include("full");
        }
        expect(platform.list("")).to.deep.equal([]);
        expect(platform.usage().freeBytes).to.equal(MEBIBYTE);
        expect(openDescriptors()).to.equal(before);
        const fits = await platform.create(objectName("0123abcd"), MEBIBYTE / 2);
        fits.close();
      } finally {
        execFileSync("umount", [directory]);
      }
    });
  });
});

// Only root may mount, and in many containers not even he.
function mountTmpfs(directory: string, size: string): boolean {
  try {
    const options = ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", directory];
    execFileSync("mount", options, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
