import { createHmac, timingSafeEqual } from "node:crypto";
import type { wire } from "../../proto/index.js";

const magic = "SPSHMRF1";
const fixedBytes = 84;

/** Everything of a ref that its seal covers. */
export type SealedFields = Omit<wire.ShmRef, "token" | "seal">;

/** The bytes under the seal, as docs/protocol.md draws them ("Seal input"). */
export function sealInput(ref: SealedFields): Buffer {
  const input = Buffer.alloc(fixedBytes + ref.type.length);
  input.write(magic, "latin1");
  const words = [
    ...[ref.region, ref.lease, ref.owner, ref.n],
    ...[ref.generation, ref.offset, ref.length, ref.expiresAtMs],
  ];
  for (const [index, word] of words.entries()) {
    input.writeBigUInt64LE(BigInt(word), magic.length + 8 * index);
  }
  input.writeUInt32LE(ref.record, 72);
  input.writeUInt32LE(ref.slot, 76);
  input.writeUInt32LE(ref.type.length, 80);
  ref.type.copy(input, fixedBytes);
  return input;
}

/** @param key 32 bytes, the key of the ref's lease */
export function sealOf(ref: SealedFields, key: Uint8Array): Buffer {
  return createHmac("sha256", key).update(sealInput(ref)).digest();
}

/** Whether the ref carries the right seal, compared in constant time. */
export function sealIsValid(ref: wire.ShmRef, key: Uint8Array): boolean {
  const expected = sealOf(ref, key);
  return ref.seal.length === expected.length && timingSafeEqual(ref.seal, expected);
}
