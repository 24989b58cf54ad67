import { expect } from "chai";
import {
  ControlTable,
  decodeHeader,
  decodeRecord,
  HEADER_BYTES,
  memoryPlatform,
  objectName,
  RECORD_BYTES,
  recordOffset,
  type SharedMemoryObject,
  type SharedMemoryPlatform,
} from "../../../../shm/index.js";
import { failure } from "../../../support/shm.js";
import { writeSlot, writeWord } from "../../../support/shm-client.js";

const alive = () => false;
const CAPACITY = 65_536;

describe("ControlTable", () => {
  let platform: SharedMemoryPlatform;
  let table: ControlTable;
  let client: SharedMemoryObject;

  beforeEach(async () => {
    platform = memoryPlatform();
    const name = objectName("0123abcd");
    table = await ControlTable.create(platform, name, 77, 3);
    client = platform.open(name);
  });

  it("starts with a header that names its owner", () => {
    expect(decodeHeader(client.readAt(0, HEADER_BYTES))).to.deep.equal({ records: 3, owner: 77 });
  });

  it("has 256 records where nobody says otherwise", async () => {
    const { records, freeRecords } = await ControlTable.create(platform, objectName("0123abcd"), 1);
    expect([records, freeRecords]).to.deep.equal([256, 256]);
  });

  it("grants every record once, and says which limit is reached", async () => {
    expect([1, 2, 3].map((lease) => table.grant(lease, CAPACITY))).to.deep.equal([0, 1, 2]);
    const { message } = await failure("LIMIT_EXCEEDED", () => table.grant(4, CAPACITY));
    expect(message).to.include("3 of 3 leases");
    table.retire(1);
    expect(table.grant(5, CAPACITY)).to.equal(1);
  });

  it("grants a record clean: slots cleared, sealed, with its lease and capacity", () => {
    const record = table.grant(1, CAPACITY);
    writeSlot(client, record, 0, { reader: 9, addressed: 4, done: 4 });
    writeWord(client, record, "generation", 7n);
    writeWord(client, record, "length", 123n);
    table.retire(record);
    expect(table.grant(2, CAPACITY * 2)).to.equal(record);
    const words = decodeRecord(client.readAt(recordOffset(record), RECORD_BYTES));
    expect(words).to.deep.include({ lease: 2n, capacity: BigInt(CAPACITY * 2), length: 0n });
    expect(words.slots).to.deep.equal(
      Array.from({ length: 8 }, () => ({ reader: 0n, addressed: 0n, done: 0n })),
    );
  });

  it("never lets a generation go back, and starts a lease with an even one", () => {
    for (const [left, next] of [
      [0n, 0n],
      [6n, 6n],
      [7n, 8n],
      [2n ** 64n - 1n, 0n],
    ] as const) {
      const record = table.grant(1, CAPACITY);
      writeWord(client, record, "generation", left);
      table.retire(record);
      expect(table.words(table.grant(2, CAPACITY)).generation).to.equal(next);
      table.retire(record);
    }
  });

  it("writes the lease word last", async () => {
    const writes: string[] = [];
    const spied = await ControlTable.create(spyingOn(platform, writes), objectName("0123abcd"), 1);
    writes.length = 0;
    spied.grant(5, CAPACITY);
    expect(writes).to.deep.equal([
      `${RECORD_BYTES} at ${HEADER_BYTES}: 0`,
      `8 at ${HEADER_BYTES}: 5`,
    ]);
  });

  it("makes refs to an ended lease stale at once", () => {
    const record = table.grant(1, CAPACITY);
    table.retire(record);
    expect(table.words(record).lease).to.equal(0n);
  });

  it("retires a record once, however often it is told to", () => {
    const record = table.grant(1, CAPACITY);
    table.retire(record);
    table.retire(record);
    expect(table.freeRecords).to.equal(3);
  });

  describe("outstanding", () => {
    it("is agreed for a fresh lease", () => {
      expect(table.outstanding(table.grant(1, CAPACITY), 1, alive)).to.deep.equal({
        kind: "agreed",
      });
    });

    it("counts what is out, and skips the dead", () => {
      const record = table.grant(1, CAPACITY);
      writeSlot(client, record, 0, { reader: 8, addressed: 5, done: 3 });
      writeSlot(client, record, 1, { reader: 9, addressed: 1, done: 0 });
      expect(table.outstanding(record, 1, alive)).to.deep.equal({ kind: "pending", references: 3 });
      const without8 = table.outstanding(record, 1, (session) => session === 8);
      expect(without8).to.deep.equal({ kind: "pending", references: 1 });
      expect(table.outstanding(record, 1, () => true)).to.deep.equal({ kind: "agreed" });
    });

    it("is corrupt for counters that no correct client writes", () => {
      const faults = [
        { slot: { reader: 8, addressed: 1, done: 2 }, why: "slot 2: done 2 exceeds addressed 1" },
        { slot: { reader: 0, addressed: 1, done: 0 }, why: "slot 2: counts, but names no reader" },
      ];
      for (const { slot, why } of faults) {
        const record = table.grant(1, CAPACITY);
        writeSlot(client, record, 2, slot);
        expect(table.outstanding(record, 1, alive)).to.deep.equal({ kind: "corrupt", why });
        table.retire(record);
      }
    });

    it("is corrupt when somebody overwrote the lease word", () => {
      const record = table.grant(1, CAPACITY);
      writeWord(client, record, "lease", 99n);
      expect(table.outstanding(record, 1, alive).kind).to.equal("corrupt");
    });
  });
});

function spyingOn(platform: SharedMemoryPlatform, writes: string[]): SharedMemoryPlatform {
  return {
    ...platform,
    async create(name, bytes) {
      const object = await platform.create(name, bytes);
      const writeAt = object.writeAt.bind(object);
      object.writeAt = (offset, data) => {
        writes.push(`${data.length} at ${offset}: ${Buffer.from(data).readBigUInt64LE(0)}`);
        writeAt(offset, data);
      };
      return object;
    },
  };
}
