import { recordOffset, type SharedMemoryObject, slotOffset } from "../../shm/index.js";
import {
  RECORD_GENERATION,
  RECORD_LEASE,
  RECORD_LENGTH,
  SLOT_ADDRESSED,
  SLOT_DONE,
  SLOT_READER,
} from "../../shm/layout/control-table.js";

// What clients do to a control table, word by word, without being a client.

const offsets = { lease: RECORD_LEASE, generation: RECORD_GENERATION, length: RECORD_LENGTH };

/** Overwrites one word of a record. */
export function writeWord(
  table: SharedMemoryObject,
  record: number,
  word: keyof typeof offsets,
  value: bigint,
): void {
  writeU64(table, recordOffset(record) + offsets[word], value);
}

/** Overwrites one slot. */
export function writeSlot(
  table: SharedMemoryObject,
  record: number,
  slot: number,
  words: { readonly reader: number; readonly addressed: number; readonly done: number },
): void {
  const at = recordOffset(record) + slotOffset(slot);
  writeU64(table, at + SLOT_READER, BigInt(words.reader));
  writeU64(table, at + SLOT_ADDRESSED, BigInt(words.addressed));
  writeU64(table, at + SLOT_DONE, BigInt(words.done));
}

function writeU64(table: SharedMemoryObject, offset: number, value: bigint): void {
  const word = Buffer.alloc(8);
  word.writeBigUInt64LE(value);
  table.writeAt(offset, word);
}
