import { truncateSync } from "node:fs";
import { expect } from "chai";
import { BrokerClient } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

describe("a client that truncates its own control table", () => {
  let sidecar: SidecarProcess;

  before(async () => {
    sidecar = await startSidecarProcess();
  });
  after(async () => {
    expect(await sidecar.stop()).to.equal(0);
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  const attached = async (): Promise<{ client: BrokerClient; control: string }> => {
    const client = new BrokerClient(sidecar.socket);
    const welcome = await client.attachReady();
    return { client, control: welcome.control?.path ?? "" };
  };

  it("loses its regions when it dies, and nobody else loses anything [SM-3.5] [SM-8.2]", async () => {
    const { client, control } = await attached();
    await client.lease(1, 2);
    truncateSync(control, 0);
    client.close();
    await eventually("the regions to be gone", async () => {
      const { classes, sessions } = await sidecar.admin.stats();
      return sessions.length === 0 && classes.every((row) => row.leased + row.draining === 0);
    });
    const { client: next } = await attached();
    expect(await next.lease(1)).to.have.length(1);
    next.close();
  });

  it("is the same when it gives a lease back", async () => {
    const { client, control } = await attached();
    const [lease] = await client.lease(1);
    truncateSync(control, 100);
    await client.giveBack([lease?.lease ?? 0]);
    const { client: next } = await attached();
    expect(await next.lease(1)).to.have.length(1);
    next.close();
    client.close();
    await eventually(
      "both to be gone",
      async () => (await sidecar.admin.stats()).sessions.length === 0,
    );
  });
});
