import { openSync, readSync, writeSync } from "node:fs";
import { expect } from "chai";
import { recordOffset, slotOffset } from "../../../shm/index.js";
import { BrokerClient } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

describe("Broker settles", () => {
  let sidecar: SidecarProcess;
  const clients: BrokerClient[] = [];
  const attached = async (hello = {}): Promise<{ client: BrokerClient; control: string }> => {
    const client = new BrokerClient(sidecar.socket);
    clients.push(client);
    const welcome = await client.attachReady(hello);
    return { client, control: welcome.control?.path ?? "" };
  };
  const words = (control: string, at: number, values: number[]): void => {
    const bytes = Buffer.alloc(8 * values.length);
    for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * index);
    writeSync(openSync(control, "r+"), bytes, 0, bytes.length, at);
  };

  before(async () => {
    sidecar = await startSidecarProcess();
  });
  after(async () => {
    for (const client of clients) client.close();
    await sidecar.stop();
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  it("reach the reader with the means to count, and again after it resumed, until it has counted", async () => {
    const { client: owner, control } = await attached();
    const { client: reader } = await attached();
    const [lease] = await owner.lease(1);
    const record = lease?.record ?? 0;
    const slot = recordOffset(record) + slotOffset(0);
    words(control, slot, [reader.proof.session, 1, 0]);
    const settle = { reader: reader.proof.session, lease: lease?.lease ?? 0, slot: 0, n: 1 };
    owner.stream.write({ settle });
    const heard = await reader.frame((frame) => frame.settle);
    expect(heard).to.include({ owner: owner.proof.session, lease: lease?.lease, record, n: 1 });
    const table = openSync(heard.control?.path ?? "", "r+");
    const lookup = Buffer.alloc(8);
    readSync(table, lookup, 0, 8, slot);
    expect(lookup.readBigUInt64LE()).to.equal(BigInt(reader.proof.session));

    reader.stream.cancel();
    const { client: resumed } = await attached({ resume: reader.proof });
    expect((await resumed.frame((frame) => frame.settle)).n).to.equal(1);

    words(control, slot + 16, [1]);
    resumed.stream.cancel();
    const { client: again } = await attached({ resume: reader.proof });
    expect(again.frames.filter((frame) => frame.settle)).to.deep.equal([]);
  });

  it("are passed on only for the sender's own leases", async () => {
    const { client: owner } = await attached();
    const { client: other } = await attached();
    const { client: reader } = await attached();
    const [lease] = await owner.lease(1);
    const settle = { reader: reader.proof.session, lease: lease?.lease ?? 0, slot: 0, n: 1 };
    other.stream.write({ settle });
    other.stream.write({ heartbeat: { sentAtMs: 2 } });
    await other.frame((frame) => frame.heartbeat);
    owner.stream.write({ settle: { ...settle, n: 2 } });
    await reader.frame((frame) => frame.settle);
    expect(reader.frames.flatMap((frame) => frame.settle?.n ?? [])).to.deep.equal([2]);
  });

  it("without end are not kept without end, and do not hold up others", async () => {
    const { client: owner, control } = await attached();
    const { client: reader } = await attached();
    const [lease] = await owner.lease(1);
    const slot = recordOffset(lease?.record ?? 0) + slotOffset(0);
    const count = 8_000;
    words(control, slot, [reader.proof.session, count, 0]);
    const settle = { reader: reader.proof.session, lease: lease?.lease ?? 0, slot: 0 };
    for (let n = 1; n <= count; n += 1) owner.stream.write({ settle: { ...settle, n } });
    await eventually("all of them", () => reader.frames.at(-1)?.settle?.n === count);
    reader.stream.cancel();
    const { client: again } = await attached({ resume: reader.proof });
    const repeated = again.frames.flatMap((frame) => frame.settle?.n ?? []);
    expect(repeated.length).to.be.within(512, 1_024);
    expect(repeated.at(-1)).to.equal(count);
  });
});
