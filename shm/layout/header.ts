import { ShmError } from "../errors.js";
import {
  HEADER_BYTES,
  HEADER_MAGIC,
  HEADER_OWNER,
  HEADER_RECORD_BYTES,
  HEADER_RECORDS,
  HEADER_SLOTS,
  HEADER_VERSION,
  LAYOUT_MAGIC,
  LAYOUT_VERSION,
  RECORD_BYTES,
  SLOTS_PER_RECORD,
} from "./control-table.js";

/** What differs from one control table to another. */
export interface TableHeader {
  readonly records: number;
  /** Session id of the owner. */
  readonly owner: number;
}

export function encodeHeader(header: TableHeader): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write(LAYOUT_MAGIC, HEADER_MAGIC, "latin1");
  bytes.writeUInt32LE(LAYOUT_VERSION, HEADER_VERSION);
  bytes.writeUInt32LE(RECORD_BYTES, HEADER_RECORD_BYTES);
  bytes.writeUInt32LE(header.records, HEADER_RECORDS);
  bytes.writeUInt32LE(SLOTS_PER_RECORD, HEADER_SLOTS);
  bytes.writeBigUInt64LE(BigInt(header.owner), HEADER_OWNER);
  return bytes;
}

/** @throws ShmError `CONTROL_CORRUPT` for anything but a header of this layout version. */
export function decodeHeader(bytes: Buffer): TableHeader {
  if (bytes.length < HEADER_BYTES) throw corrupt(`it has ${bytes.length} bytes`);
  const magic = bytes.toString("latin1", HEADER_MAGIC, HEADER_MAGIC + LAYOUT_MAGIC.length);
  if (magic !== LAYOUT_MAGIC) throw corrupt("it does not start with the magic bytes");
  expectWord(bytes, HEADER_VERSION, LAYOUT_VERSION, "version");
  expectWord(bytes, HEADER_RECORD_BYTES, RECORD_BYTES, "bytes a record");
  expectWord(bytes, HEADER_SLOTS, SLOTS_PER_RECORD, "slots a record");
  const owner = bytes.readBigUInt64LE(HEADER_OWNER);
  if (owner === 0n || owner > BigInt(Number.MAX_SAFE_INTEGER)) throw corrupt("its owner is no id");
  return { records: bytes.readUInt32LE(HEADER_RECORDS), owner: Number(owner) };
}

function expectWord(bytes: Buffer, offset: number, expected: number, what: string): void {
  const actual = bytes.readUInt32LE(offset);
  if (actual !== expected) throw corrupt(`${what} is ${actual}, not ${expected}`);
}

function corrupt(why: string): ShmError {
  return new ShmError("CONTROL_CORRUPT", `not a control table header: ${why}`);
}
