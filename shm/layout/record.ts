import {
  RECORD_BYTES,
  RECORD_CAPACITY,
  RECORD_CRC32C,
  RECORD_FLAGS,
  RECORD_GENERATION,
  RECORD_LEASE,
  RECORD_LENGTH,
  SLOT_ADDRESSED,
  SLOT_DONE,
  SLOT_READER,
  SLOTS_PER_RECORD,
  slotOffset,
} from "./control-table.js";

/**
 * One reader's slot as it stands in memory. Clients write these words, so they may hold anything that
 * fits 64 bits: they stay bigints until somebody has judged them.
 */
export interface SlotWords {
  /** Session id of the reader; 0 while the slot is free. */
  readonly reader: bigint;
  readonly addressed: bigint;
  readonly done: bigint;
}

/** One record as it stands in memory. */
export interface RecordWords {
  readonly lease: bigint;
  readonly generation: bigint;
  readonly capacity: bigint;
  readonly length: bigint;
  readonly crc32c: number;
  readonly flags: number;
  readonly slots: readonly SlotWords[];
}

export const FREE_SLOT: SlotWords = { reader: 0n, addressed: 0n, done: 0n };

export function encodeRecord(record: RecordWords): Buffer {
  const bytes = Buffer.alloc(RECORD_BYTES);
  bytes.writeBigUInt64LE(record.lease, RECORD_LEASE);
  bytes.writeBigUInt64LE(record.generation, RECORD_GENERATION);
  bytes.writeBigUInt64LE(record.capacity, RECORD_CAPACITY);
  bytes.writeBigUInt64LE(record.length, RECORD_LENGTH);
  bytes.writeUInt32LE(record.crc32c, RECORD_CRC32C);
  bytes.writeUInt32LE(record.flags, RECORD_FLAGS);
  record.slots.forEach((slot, index) => {
    const at = slotOffset(index);
    bytes.writeBigUInt64LE(slot.reader, at + SLOT_READER);
    bytes.writeBigUInt64LE(slot.addressed, at + SLOT_ADDRESSED);
    bytes.writeBigUInt64LE(slot.done, at + SLOT_DONE);
  });
  return bytes;
}

/** @param bytes - exactly one record. Any bytes decode; whether they make sense is for the caller. */
export function decodeRecord(bytes: Buffer): RecordWords {
  return {
    lease: bytes.readBigUInt64LE(RECORD_LEASE),
    generation: bytes.readBigUInt64LE(RECORD_GENERATION),
    capacity: bytes.readBigUInt64LE(RECORD_CAPACITY),
    length: bytes.readBigUInt64LE(RECORD_LENGTH),
    crc32c: bytes.readUInt32LE(RECORD_CRC32C),
    flags: bytes.readUInt32LE(RECORD_FLAGS),
    slots: Array.from({ length: SLOTS_PER_RECORD }, (_, slot) => decodeSlot(bytes, slot)),
  };
}

function decodeSlot(record: Buffer, slot: number): SlotWords {
  const at = slotOffset(slot);
  return {
    reader: record.readBigUInt64LE(at + SLOT_READER),
    addressed: record.readBigUInt64LE(at + SLOT_ADDRESSED),
    done: record.readBigUInt64LE(at + SLOT_DONE),
  };
}
