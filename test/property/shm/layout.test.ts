import { expect } from "chai";
import fc from "fast-check";
import {
  decodeHeader,
  decodeRecord,
  encodeHeader,
  encodeRecord,
  MAX_REGION_BYTES,
  MIN_REGION_BYTES,
  RECORD_BYTES,
  ShmError,
  SLOTS_PER_RECORD,
  sizeClasses,
  sizeClassFor,
} from "../../../shm/index.js";
import { agreementOf } from "../../../shm/layout/agreement.js";

const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const u32 = fc.nat(2 ** 32 - 1);
const sessionId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe("the codecs of the control table", () => {
  it("give back every header", () => {
    fc.assert(
      fc.property(u32, sessionId, (records, owner) => {
        expect(decodeHeader(encodeHeader({ records, owner }))).to.deep.equal({ records, owner });
      }),
    );
  });

  it("answer any other bytes with a ShmError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => decodeHeader(Buffer.from(bytes))).to.throw(ShmError, "CONTROL_CORRUPT");
      }),
    );
  });

  it("give back every record", () => {
    const slot = fc.record({ reader: u64, addressed: u64, done: u64 });
    const record = fc.record({
      ...{ lease: u64, generation: u64, capacity: u64, length: u64, crc32c: u32, flags: u32 },
      slots: fc.array(slot, { minLength: SLOTS_PER_RECORD, maxLength: SLOTS_PER_RECORD }),
    });
    fc.assert(
      fc.property(record, (words) => {
        expect(decodeRecord(encodeRecord(words))).to.deep.equal(words);
      }),
    );
  });

  it("decode any bytes whatever, and judge them without a fault", () => {
    const bytes = fc.uint8Array({ minLength: RECORD_BYTES, maxLength: RECORD_BYTES });
    fc.assert(
      fc.property(bytes, (any) => {
        const { kind } = agreementOf(decodeRecord(Buffer.from(any)), () => false);
        expect(kind).to.be.oneOf(["agreed", "pending", "corrupt"]);
      }),
    );
  });
});

describe("the agreement of slots", () => {
  // A slot that correct clients may have left: a reader, and done at most addressed.
  const slot = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.nat(20), fc.nat(20))
    .map(([reader, a, b]) => ({
      reader: BigInt(reader),
      addressed: BigInt(Math.max(a, b)),
      done: BigInt(Math.min(a, b)),
    }));
  const slots = fc.array(slot, { maxLength: SLOTS_PER_RECORD });

  it("counts addressed - done over the slots of the living [SM-3.1] [SM-3.2]", () => {
    fc.assert(
      fc.property(slots, fc.array(fc.integer({ min: 1, max: 5 })), (words, dead) => {
        const references = words
          .filter(({ reader }) => !dead.includes(Number(reader)))
          .reduce((sum, { addressed, done }) => sum + Number(addressed - done), 0);
        expect(agreementOf({ slots: words }, (session) => dead.includes(session))).to.deep.equal(
          references === 0 ? { kind: "agreed" } : { kind: "pending", references },
        );
      }),
    );
  });

  it("is corrupt when any slot has more done than addressed, dead or not [SM-8.2]", () => {
    fc.assert(
      fc.property(slots, slot, fc.nat(7), fc.boolean(), (words, odd, at, dead) => {
        const bad = { ...odd, done: odd.addressed + 1n };
        const broken = words.toSpliced(Math.min(at, words.length), 1, bad);
        expect(agreementOf({ slots: broken }, () => dead).kind).to.equal("corrupt");
      }),
    );
  });
});

describe("size classes", () => {
  it("are the powers of two from 64 KiB to 1 GiB", () => {
    expect(sizeClasses[0]).to.equal(65_536);
    expect(sizeClasses.at(-1)).to.equal(2 ** 30);
    for (const [index, capacity] of sizeClasses.entries()) {
      expect(capacity).to.equal(MIN_REGION_BYTES * 2 ** index);
    }
  });

  it("waste less than half, except below the smallest", () => {
    fc.assert(
      fc.property(fc.nat(MAX_REGION_BYTES), (bytes) => {
        const capacity = sizeClassFor(bytes);
        expect(sizeClasses).to.include(capacity);
        expect(capacity).to.be.at.least(bytes);
        if (capacity > MIN_REGION_BYTES) expect(capacity / 2).to.be.below(bytes);
      }),
    );
  });

  it("end where no region is large enough, and do not begin below zero", () => {
    expect(() => sizeClassFor(MAX_REGION_BYTES + 1)).to.throw(ShmError, "TOO_LARGE: ");
    for (const nonsense of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => sizeClassFor(nonsense)).to.throw(ShmError, "INVALID_ARGUMENT: ");
    }
  });
});
