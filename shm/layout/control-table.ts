/**
 * The control table: one small shared-memory object an owner session, one record a lease.
 *
 * ```text
 *  header, 64 bytes                         record i, 320 bytes, at 64 + 320 * i
 *   0  magic    "SPSHMCT1"                    0  lease       u64  S
 *   8  version  u32 = 1                       8  generation  u64  O   odd: being written, even: sealed
 *  12  record   u32 = 320  bytes a record    16  capacity    u64  S   bytes of the region
 *  16  records  u32                          24  length      u64  O   bytes that are sealed
 *  20  slots    u32 = 8    slots a record    32  crc32c      u32  O   of the sealed bytes, if flags bit 0
 *  24  owner    u64        session id        36  flags       u32  O
 *  32  zero                                  40  zero
 *                                            64  slot j, 32 bytes, at 64 + 32 * j
 *                                                 0  reader     u64  O   session id, set once a lease
 *                                                 8  addressed  u64  O   counts up
 *                                                16  done       u64  R   counts up
 *                                                24  zero
 *  writers: S sidecar before the lease is granted, O owner, R the reader that the slot names
 * ```
 *
 * Everything is little-endian. docs/protocol.md draws the same map; the Elixir and Python clients
 * keep to it too, so a change here is a new {@link LAYOUT_VERSION}.
 */
export const LAYOUT_MAGIC = "SPSHMCT1";
export const LAYOUT_VERSION = 1;

export const HEADER_BYTES = 64;
export const HEADER_MAGIC = 0;
export const HEADER_VERSION = 8;
export const HEADER_RECORD_BYTES = 12;
export const HEADER_RECORDS = 16;
export const HEADER_SLOTS = 20;
export const HEADER_OWNER = 24;

export const RECORD_LEASE = 0;
export const RECORD_GENERATION = 8;
export const RECORD_CAPACITY = 16;
export const RECORD_LENGTH = 24;
export const RECORD_CRC32C = 32;
export const RECORD_FLAGS = 36;
export const RECORD_FIXED_BYTES = 64;

export const SLOTS_PER_RECORD = 8;
export const SLOT_BYTES = 32;
export const SLOT_READER = 0;
export const SLOT_ADDRESSED = 8;
export const SLOT_DONE = 16;

export const RECORD_BYTES: number = RECORD_FIXED_BYTES + SLOT_BYTES * SLOTS_PER_RECORD;

/** Bit 0 of a record's flags: `crc32c` holds the checksum of the sealed bytes. */
export const FLAG_CHECKSUM = 1;

/** Records of a table where nobody says otherwise: how many leases a session may hold at once. */
export const DEFAULT_RECORDS = 256;

/** Bytes of a table with this many records. */
export function controlTableBytes(records: number): number {
  return HEADER_BYTES + RECORD_BYTES * records;
}

/** Where a record starts in its table. */
export function recordOffset(record: number): number {
  return HEADER_BYTES + RECORD_BYTES * record;
}

/** Where a slot starts inside its record. */
export function slotOffset(slot: number): number {
  return RECORD_FIXED_BYTES + SLOT_BYTES * slot;
}
