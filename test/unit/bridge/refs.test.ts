import { expect } from "chai";
import fc from "fast-check";
import { AcceptedRefs, acceptRef, RefError, sealInput, sealOf } from "../../../bridge/index.js";
import type { wire } from "../../../proto/index.js";
import type { RecordWords } from "../../../shm/index.js";
import { golden } from "../../support/golden.js";

interface SealVector {
  ref: Record<string, string> & { record: number; slot: number; type: string };
  key: string;
  input: string;
  seal: string;
}

const key = Buffer.alloc(32, 9);
const session = 41;
const nowMs = 1_000_000;
const opened = { region: 11, lease: 12, owner: 13, record: 2, capacity: 65_536, key };
const fields = {
  ...{ region: 11, lease: 12, owner: 13, record: 2, slot: 1, n: 3, generation: 18 },
  ...{ offset: 100, length: 1_000, type: Buffer.from([8, 1]), expiresAtMs: nowMs + 1, token: "t" },
};
const sealed = (changes: Partial<wire.ShmRef> = {}): wire.ShmRef => {
  const ref = { ...fields, ...changes };
  return { ...ref, seal: sealOf(ref, key) };
};
const slot = (reader: bigint, addressed: bigint) => ({ reader, addressed, done: 0n });
const words = (changes: Partial<RecordWords> = {}): RecordWords => ({
  ...{ lease: 12n, generation: 18n, capacity: 65_536n, length: 1_100n, crc32c: 0, flags: 0 },
  slots: [slot(40n, 9n), slot(41n, 3n)],
  ...changes,
});
const codeOf = (ref: wire.ShmRef, record = words(), accepted = new AcceptedRefs()): string => {
  try {
    acceptRef(ref, opened, record, { session, accepted, nowMs });
    return "accepted";
  } catch (error) {
    if (!(error instanceof RefError)) throw error;
    return error.code;
  }
};

describe("the seal of a ref", () => {
  it("is what the golden vector says", () => {
    const vector = golden<SealVector>("seal.json");
    const { type, record, slot: slotIndex, expires_at_ms, ...numbers } = vector.ref;
    const ref = {
      ...Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, Number(text)])),
      ...{
        record,
        slot: slotIndex,
        type: Buffer.from(type, "hex"),
        expiresAtMs: Number(expires_at_ms),
      },
    } as wire.ShmRef;
    expect(sealInput(ref).toString("hex")).to.equal(vector.input);
    expect(sealOf(ref, Buffer.from(vector.key, "hex")).toString("hex")).to.equal(vector.seal);
  });
});

describe("acceptRef", () => {
  it("accepts a good ref", () => {
    expect(codeOf(sealed())).to.equal("accepted");
  });

  const refusals: [string, string, () => string][] = [
    ["forged", "SEAL_INVALID", () => codeOf({ ...sealed(), seal: Buffer.alloc(32) })],
    ["altered", "SEAL_INVALID", () => codeOf({ ...sealed(), length: 999 })],
    ["truncated", "REF_MALFORMED", () => codeOf({ ...sealed(), seal: Buffer.alloc(31) })],
    ["of another lease", "REF_MALFORMED", () => codeOf(sealed({ lease: 99 }))],
    ["expired", "REF_EXPIRED", () => codeOf(sealed({ expiresAtMs: nowMs }))],
    ["beyond its region", "OUT_OF_BOUNDS", () => codeOf(sealed({ length: 65_437 }))],
    ["overflowing", "OUT_OF_BOUNDS", () => codeOf(sealed({ offset: Number.MAX_SAFE_INTEGER }))],
    ["after recycling", "STALE_LEASE", () => codeOf(sealed(), words({ lease: 14n }))],
    ["for another slot", "NOT_ADDRESSED", () => codeOf(sealed({ slot: 0 }))],
    ["for no slot", "NOT_ADDRESSED", () => codeOf(sealed({ slot: 8 }))],
    ["not yet addressed", "NOT_ADDRESSED", () => codeOf(sealed({ n: 4 }))],
    ["of an older writing", "STALE_GENERATION", () => codeOf(sealed(), words({ generation: 20n }))],
    [
      "being written",
      "STALE_GENERATION",
      () => codeOf(sealed({ generation: 19 }), words({ generation: 19n })),
    ],
    ["beyond what is sealed", "STALE_GENERATION", () => codeOf(sealed({ length: 1_001 }))],
  ];
  for (const [what, code, refuse] of refusals) {
    it(`refuses a ref ${what} with ${code} [GP-4.2]`, () => {
      expect(refuse()).to.equal(code);
    });
  }

  it("accepts each ref once [GP-4.2]", () => {
    const accepted = new AcceptedRefs();
    expect(codeOf(sealed(), words(), accepted)).to.equal("accepted");
    expect(codeOf(sealed(), words(), accepted)).to.equal("REPLAYED");
  });

  it("answers any ref whatever with a code, and accepts none that was not sealed with the key", () => {
    const number = fc.oneof(fc.nat(20), fc.maxSafeInteger(), fc.double());
    const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
    const any = fc.record({
      ...{ region: number, lease: number, owner: number, record: number, slot: number, n: number },
      ...{ generation: number, offset: number, length: number, expiresAtMs: number },
      ...{ type: bytes, token: fc.string(), seal: bytes },
    });
    fc.assert(
      fc.property(any, fc.boolean(), (ref, nearlyRight) => {
        expect(codeOf(nearlyRight ? { ...sealed(), seal: ref.seal } : ref)).not.to.equal(
          "accepted",
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("AcceptedRefs", () => {
  it("accepts every number once, in any order, and remembers only what overtook others", () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 });
    fc.assert(
      fc.property(numbers, (order) => {
        const accepted = new AcceptedRefs();
        for (const n of order) expect(accepted.accept(n)).to.equal(true);
        for (const n of order) expect(accepted.accept(n)).to.equal(false);
        const gap =
          Array.from({ length: 61 }, (_, n) => n + 1).find((n) => !order.includes(n)) ?? 0;
        expect(accepted.remembered).to.equal(order.filter((n) => n > gap).length);
      }),
    );
  });
});
