import { expect } from "chai";
import { BrokerClient } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

const GiB = 1024 ** 3;

// By how much the loop is late at most is measured in bench/event-loop.ts.
describe("a cold lease", () => {
  let sidecar: SidecarProcess;

  before(async () => {
    sidecar = await startSidecarProcess();
  });
  after(async () => {
    await sidecar.stop();
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  it("of 1 GiB leaves the sidecar free to answer others while the region is being made", async () => {
    const client = new BrokerClient(sidecar.socket);
    client.holdLock(await client.attach());
    await eventually("a first lease", () =>
      client.lease(1).then(
        () => true,
        () => false,
      ),
    );
    let made = false;
    const lease = client.lease(GiB).finally(() => {
      made = true;
    });
    let answersMeanwhile = 0;
    while (!made) {
      const { classes } = await sidecar.admin.stats();
      if (classes.some((row) => row.capacity === GiB && row.creating > 0)) answersMeanwhile += 1;
    }
    expect((await lease)[0]?.capacity).to.equal(GiB);
    expect(answersMeanwhile).to.be.greaterThan(0);
    client.close();
  });
});
