import type { RecordWords, SlotWords } from "./record.js";

/** Says whether a session is gone for good, by the kernel's word and nobody else's. */
export type SessionIsDead = (session: number) => boolean;

/**
 * What the slots of a record say together:
 * - `agreed`: nobody reads, and nobody will; the region may be written again
 * - `pending`: `references` views or undelivered refs are out (the region's reference count)
 * - `corrupt`: counters that no correct client writes; `why` says which
 */
export type Agreement =
  | { readonly kind: "agreed" }
  | { readonly kind: "pending"; readonly references: number }
  | { readonly kind: "corrupt"; readonly why: string };

/** Judges a record's slots by the rule of docs/protocol.md "Control table". */
export function agreementOf(record: Pick<RecordWords, "slots">, isDead: SessionIsDead): Agreement {
  let references = 0n;
  for (const [index, slot] of record.slots.entries()) {
    const fault = faultIn(slot);
    if (fault !== null) return { kind: "corrupt", why: `slot ${index}: ${fault}` };
    if (!isDead(Number(slot.reader))) references += slot.addressed - slot.done;
  }
  if (references === 0n) return { kind: "agreed" };
  return { kind: "pending", references: Number(references) };
}

function faultIn(slot: SlotWords): string | null {
  if (slot.done > slot.addressed) return `done ${slot.done} exceeds addressed ${slot.addressed}`;
  if (slot.reader === 0n && slot.addressed > 0n) return "counts, but names no reader";
  if (slot.reader > BigInt(Number.MAX_SAFE_INTEGER)) return "its reader is no session id";
  return null;
}
