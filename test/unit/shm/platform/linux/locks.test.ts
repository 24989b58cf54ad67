import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { linuxPlatform, SessionLock, sweepDeadRuns } from "../../../../../shm/index.js";
import { runLockName } from "../../../../../shm/names.js";
import { ShmDirectory } from "../../../../../shm/platform/linux/directory.js";
import { lockNewFile } from "../../../../../shm/platform/linux/locks.js";
import { temporaryDirectory } from "../../../../support/shm.js";

const holderScript = fileURLToPath(
  new URL("../../../../support/shm-lock-holder.ts", import.meta.url),
);

describe("locks on Linux", () => {
  let directory: string;
  let holder: ChildProcess | null = null;

  before(function () {
    if (process.platform !== "linux") this.skip();
  });
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(async () => {
    await kill();
    rmSync(directory, { recursive: true });
  });

  // Resolves with what the other process says of its try to take the lock.
  async function startHolder(name: string): Promise<string> {
    const child = spawn(process.execPath, ["--import=tsx", holderScript, directory, name], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    holder = child;
    const [line] = await once(child.stdout, "data");
    return String(line).trim();
  }

  async function kill(): Promise<void> {
    if (holder === null) return;
    const exited = once(holder, "exit");
    holder.kill("SIGKILL");
    await exited;
    holder = null;
  }

  it("of a process that is killed are free at once, and its run is swept [SM-2.3] [SM-6.5]", async () => {
    const platform = linuxPlatform(directory);
    const name = runLockName("0123abcd");
    (await platform.create(name, 0)).close();
    expect(await startHolder(name)).to.equal("holding");
    expect(platform.tryLock(name)).to.equal("held");
    expect(sweepDeadRuns(platform).liveRuns).to.deep.equal(["0123abcd"]);
    await kill();
    expect(sweepDeadRuns(platform).deadRuns).to.deep.equal(["0123abcd"]);
    expect(platform.list("")).to.deep.equal([]);
  });

  it("tell whether a session's process lives [GP-11.3]", async () => {
    const platform = linuxPlatform(directory);
    const lock = SessionLock.create(platform, "0123abcd");
    expect(lock.isHeld()).to.equal(false);
    expect(await startHolder(lock.attachmentPath.slice(directory.length + 1))).to.equal("holding");
    expect(lock.isHeld()).to.equal(true);
    await kill();
    expect(lock.isHeld()).to.equal(false);
    lock.remove();
  });

  it("keep other processes out while this one holds them", async () => {
    const platform = linuxPlatform(directory);
    const lock = platform.lockFile(runLockName("0123abcd"));
    expect(await startHolder(runLockName("0123abcd"))).to.equal("held");
    if (lock !== "lost") lock.release();
  });

  it("are lost when the new file is replaced before it could be locked", () => {
    const name = runLockName("0123abcd");
    // Between the making and the lock, another process puts its own file in the place.
    const directoryWithThief = new (class extends ShmDirectory {
      override make(made: string): number {
        const fd = super.make(made);
        writeFileSync(join(directory, "other"), "");
        renameSync(join(directory, "other"), join(directory, made));
        return fd;
      }
    })(directory);
    expect(lockNewFile(directoryWithThief, name)).to.equal("lost");
  });
});
