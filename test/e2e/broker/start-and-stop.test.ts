import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { BrokerClient } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { rejection } from "../../support/rejection.js";
import { startSidecarProcess } from "../../support/sidecar-process.js";

const GiB = 1024 ** 3;

describe("a sidecar that cannot start", () => {
  let folder = "";
  let memory = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "shm-test-"));
    memory = mkdtempSync("/dev/shm/shm-test-");
  });
  afterEach(() => {
    for (const path of [folder, memory]) rmSync(path, { recursive: true, force: true });
  });

  const failure = async (...args: string[]): Promise<string> => {
    const error = await rejection(startSidecarProcess(["--directory", memory, ...args]));
    expect(readdirSync(memory)).to.deep.equal([]);
    return error.message;
  };

  it("says that its directory is missing", async () => {
    expect(await failure("--directory", join(folder, "none"))).to.contain("does not exist");
  });

  it("says that the socket's path is too long, also when only the workers' would be", async () => {
    const path = (bytes: number): string => `/tmp/${"s".repeat(bytes - 5)}`;
    expect(await failure("--socket", path(108))).to.contain("108 bytes; it may have 107");
    const workers = ["--workers", "1", "--adapter", "a:B"];
    expect(await failure("--socket", path(90), ...workers)).to.contain("the workers' sockets");
  });

  it("does not touch what is in the way of its socket", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "precious");
    expect(await failure("--socket", file)).to.contain("no socket is in the way");
    expect(await failure("--socket", join(file, "s.sock"))).to.contain("EEXIST");
    expect(existsSync(file)).to.equal(true);
  });

  it("does not listen where everybody may put another socket in its place [SM-4.1]", async () => {
    const open = join(folder, "open");
    mkdirSync(open);
    chmodSync(open, 0o777);
    expect(await failure("--socket", join(open, "s.sock"))).to.contain("everybody may write");
  });
});

describe("a sidecar that is told to stop", () => {
  it("does not wait for a connection on which nobody says anything", async () => {
    const sidecar = await startSidecarProcess();
    const mute = connect(sidecar.socket);
    await new Promise((resolve) => mute.once("connect", resolve));
    expect(await sidecar.stop()).to.equal(0);
    expect(sidecar.leftovers()).to.deep.equal([]);
    mute.destroy();
  });

  it("twice, while a large region is being made and sessions are opened, leaves nothing", async () => {
    const sidecar = await startSidecarProcess();
    const owner = new BrokerClient(sidecar.socket);
    owner.holdLock(await owner.attach());
    await eventually("a first lease", () =>
      owner.lease(1).then(
        () => true,
        () => false,
      ),
    );
    const refused = rejection(owner.lease(GiB));
    await eventually("the large one being made", async () =>
      (await sidecar.admin.stats()).classes.some((row) => row.capacity === GiB && row.creating > 0),
    );
    const late = Array.from({ length: 20 }, () => new BrokerClient(sidecar.socket));
    const opened = late.map((client) => client.attach().catch(() => null));
    sidecar.child.kill("SIGTERM");
    sidecar.child.kill("SIGINT");
    expect(await sidecar.stop()).to.equal(0);
    await refused;
    await Promise.all(opened);
    for (const client of [owner, ...late]) client.close();
    expect(sidecar.leftovers()).to.deep.equal([]);
  });
});

describe("workers that cannot start", () => {
  it("are tried again ever more slowly, with the reason in the log", async () => {
    const args = ["--workers", "2", "--adapter", "a:B", "--python", "/no/such/python"];
    const sidecar = await startSidecarProcess(args);
    const tries = (): number[] =>
      sidecar.log.filter((line) => line.worker === "w2").map((line) => Number(line.restartInMs));
    await eventually("the third try", () => tries().length >= 3);
    expect(tries().slice(0, 3)).to.deep.equal([50, 100, 200]);
    expect(JSON.stringify(sidecar.log)).to.contain("could not be started");
    expect(await sidecar.stop()).to.equal(0);
    expect(existsSync(`${sidecar.socket}.workers`)).to.equal(false);
  });
});
