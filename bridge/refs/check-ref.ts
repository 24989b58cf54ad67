import type { wire } from "../../proto/index.js";
import type { RecordWords } from "../../shm/index.js";
import type { AcceptedRefs } from "./accepted.js";
import { RefError } from "./ref-error.js";
import { sealIsValid } from "./seal.js";

/** What a reader knows of a lease that it has opened. */
export interface OpenedLease {
  readonly region: number;
  readonly lease: number;
  readonly owner: number;
  readonly record: number;
  /** Bytes. */
  readonly capacity: number;
  readonly key: Uint8Array;
}

const sealBytes = 32;
const maxTypeBytes = 64 * 1024;

/**
 * The fields that can be checked before the lease is known.
 *
 * @throws RefError `REF_MALFORMED`
 */
export function checkShape(ref: wire.ShmRef): void {
  const ids = [ref.region, ref.lease, ref.owner, ref.n];
  const counts = [ref.generation, ref.offset, ref.length, ref.expiresAtMs, ref.record, ref.slot];
  const inRange =
    ids.every((value) => Number.isSafeInteger(value) && value > 0) &&
    counts.every((value) => Number.isSafeInteger(value) && value >= 0);
  const complete = ref.token !== "" && ref.seal.length === sealBytes && ref.type.length > 0;
  if (!inRange || !complete || ref.type.length > maxTypeBytes) throw new RefError("REF_MALFORMED");
}

/**
 * Everything that stands between a ref and its bytes, in the order of docs/protocol.md, and then accepts it.
 *
 * @param words the record of the lease as it stands in the owner's control table
 * @param accepted what this session's slot in that record has accepted so far
 * @throws RefError with the code of the first check that fails; nothing is accepted then
 */
export function acceptRef(
  ref: wire.ShmRef,
  opened: OpenedLease,
  words: RecordWords,
  reader: { readonly session: number; readonly accepted: AcceptedRefs; readonly nowMs: number },
): void {
  checkShape(ref);
  const named = ["region", "lease", "owner", "record"] as const;
  refuseUnless(
    named.every((field) => ref[field] === opened[field]),
    "REF_MALFORMED",
  );
  refuseUnless(sealIsValid(ref, opened.key), "SEAL_INVALID");
  refuseUnless(ref.expiresAtMs > reader.nowMs, "REF_EXPIRED");
  // Subtracted, not added: a sum of two large numbers would lose its last digits.
  refuseUnless(ref.length <= opened.capacity - ref.offset, "OUT_OF_BOUNDS");
  refuseUnless(words.lease === BigInt(ref.lease), "STALE_LEASE");
  const slot = words.slots[ref.slot];
  const addressed = slot?.reader === BigInt(reader.session) && slot.addressed >= BigInt(ref.n);
  refuseUnless(addressed, "NOT_ADDRESSED");
  const sealedNow = words.generation === BigInt(ref.generation) && words.generation % 2n === 0n;
  const inLength = BigInt(ref.offset) + BigInt(ref.length) <= words.length;
  refuseUnless(sealedNow && inLength, "STALE_GENERATION");
  refuseUnless(reader.accepted.accept(ref.n), "REPLAYED");
}

function refuseUnless(right: boolean, code: RefError["code"]): void {
  if (!right) throw new RefError(code);
}
