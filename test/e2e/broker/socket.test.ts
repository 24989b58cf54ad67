import { statSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { BrokerClient } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

describe("the sidecar's process", () => {
  let sidecar: SidecarProcess;

  beforeEach(async () => {
    sidecar = await startSidecarProcess(["--lifeline"]);
  });
  afterEach(() => sidecar.stop());

  it("listens where only its own user can connect [SM-4.1]", () => {
    expect(statSync(sidecar.socket).mode & 0o777).to.equal(0o600);
    expect(statSync(dirname(sidecar.socket)).mode & 0o777).to.equal(0o700);
  });

  it("ends when its parent's pipe closes, and leaves nothing", async () => {
    expect(sidecar.leftovers()).not.to.deep.equal([]);
    sidecar.child.stdin?.end();
    await eventually("the end", () => sidecar.child.exitCode !== null);
    expect(sidecar.child.exitCode).to.equal(0);
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  it("leaves nothing either when nobody reads its output any more", async () => {
    const client = new BrokerClient(sidecar.socket);
    client.holdLock(await client.attach());
    await eventually("a lease", () =>
      client.lease(1).then(
        () => true,
        () => false,
      ),
    );
    for (const pipe of [sidecar.child.stdout, sidecar.child.stderr]) pipe?.destroy();
    sidecar.child.stdin?.end();
    await eventually("the end", () => sidecar.child.exitCode !== null);
    expect(sidecar.child.exitCode).to.equal(0);
    expect(sidecar.leftovers()).to.deep.equal([]);
    client.close();
  });

  it("does not take over a socket on which another sidecar listens", async () => {
    const second = await startSidecarProcess(["--socket", sidecar.socket]).then(
      () => "started",
      (error: Error) => error.message,
    );
    expect(second).to.contain("another process already listens on this socket");
    expect((await sidecar.admin.stats()).run).to.equal(sidecar.run);
  });

  it("sweeps what a killed run left, and nothing of a run that lives [SM-2.4]", async () => {
    const victim = await startSidecarProcess();
    await victim.kill();
    expect(victim.leftovers()).not.to.deep.equal([]);
    const next = await startSidecarProcess();
    expect(victim.leftovers()).to.deep.equal([]);
    expect(sidecar.leftovers()).not.to.deep.equal([]);
    await next.stop();
  });
});
