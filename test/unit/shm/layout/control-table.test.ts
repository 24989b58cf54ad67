import { readFileSync } from "node:fs";
import { expect } from "chai";
import {
  controlTableBytes,
  decodeHeader,
  encodeHeader,
  encodeRecord,
  recordOffset,
  slotOffset,
} from "../../../../shm/index.js";
import { FREE_SLOT } from "../../../../shm/layout/record.js";
import { failure } from "../../../support/shm.js";

const protocol = readFileSync(new URL("../../../../docs/protocol.md", import.meta.url), "utf8");
const source = readFileSync(
  new URL("../../../../shm/layout/control-table.ts", import.meta.url),
  "utf8",
);

describe("the layout of the control table", () => {
  it("is drawn alike in the source and in docs/protocol.md", () => {
    const drawn = protocol.slice(protocol.indexOf(" header, 64 bytes"));
    const lines = drawn.slice(0, drawn.indexOf("```")).trimEnd().split("\n");
    expect(lines.length).to.be.greaterThan(12);
    for (const line of lines) expect(source).to.include(` * ${line}`);
  });

  it("puts the header's words where the drawing has them", () => {
    const header = encodeHeader({ records: 256, owner: 0x0102_0304_0506 });
    expect(header).to.have.length(64);
    expect(header.toString("hex")).to.equal(
      [
        Buffer.from("SPSHMCT1").toString("hex"),
        "01000000",
        "40010000",
        "00010000",
        "08000000",
        "0605040302010000",
        "00".repeat(32),
      ].join(""),
    );
  });

  it("puts a record's words where the drawing has them", () => {
    const slots = Array.from({ length: 8 }, (_, slot) =>
      slot === 7 ? { reader: 0x11n, addressed: 0x22n, done: 0x33n } : FREE_SLOT,
    );
    const words = { lease: 1n, generation: 2n, capacity: 3n, length: 4n, crc32c: 5, flags: 6 };
    const bytes = encodeRecord({ ...words, slots });
    expect(bytes).to.have.length(320);
    const u64 = (offset: number) => Number(bytes.readBigUInt64LE(offset));
    expect([u64(0), u64(8), u64(16), u64(24)]).to.deep.equal([1, 2, 3, 4]);
    expect([bytes.readUInt32LE(32), bytes.readUInt32LE(36)]).to.deep.equal([5, 6]);
    const last = 64 + 32 * 7;
    expect([u64(last), u64(last + 8), u64(last + 16)]).to.deep.equal([0x11, 0x22, 0x33]);
    expect(slotOffset(7)).to.equal(last);
  });

  it("has 64 + 320 bytes a record", () => {
    expect(controlTableBytes(256)).to.equal(64 + 320 * 256);
    expect(recordOffset(3)).to.equal(64 + 320 * 3);
  });

  it("does not take anything else for its header", async () => {
    const good = encodeHeader({ records: 1, owner: 1 });
    expect(decodeHeader(good)).to.deep.equal({ records: 1, owner: 1 });
    for (const at of [0, 8, 12, 20, 31]) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 0x80;
      await failure("CONTROL_CORRUPT", () => decodeHeader(bad));
    }
    await failure("CONTROL_CORRUPT", () => decodeHeader(good.subarray(0, 63)));
    await failure("CONTROL_CORRUPT", () => decodeHeader(encodeHeader({ records: 1, owner: 0 })));
  });
});
