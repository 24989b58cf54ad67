import { ShmError } from "../errors.js";
import { type Agreement, agreementOf, type SessionIsDead } from "../layout/agreement.js";
import {
  controlTableBytes,
  DEFAULT_RECORDS,
  RECORD_BYTES,
  RECORD_LEASE,
  recordOffset,
  SLOTS_PER_RECORD,
} from "../layout/control-table.js";
import { encodeHeader } from "../layout/header.js";
import {
  decodeRecord,
  encodeRecord,
  FREE_SLOT,
  type RecordWords,
  type SlotWords,
} from "../layout/record.js";
import type { SharedMemoryObject, SharedMemoryPlatform } from "../platform/contract.js";
import { RecordAllocator } from "./record-allocator.js";

const WORD_MASK = 2n ** 64n - 1n;
const STABLE_READ_ATTEMPTS = 4;

/**
 * The sidecar's hand on one session's control table: it grants records and reads what clients wrote,
 * by pread and pwrite only. The map is in layout/control-table.ts.
 */
export class ControlTable {
  /** Session id of the owner. */
  readonly session: number;
  /** How many leases fit at once. */
  readonly records: number;
  readonly #platform: SharedMemoryPlatform;
  readonly #object: SharedMemoryObject;
  readonly #allocator: RecordAllocator;

  private constructor(
    platform: SharedMemoryPlatform,
    object: SharedMemoryObject,
    session: number,
    records: number,
  ) {
    this.#platform = platform;
    this.#object = object;
    this.#allocator = new RecordAllocator(records);
    this.session = session;
    this.records = records;
  }

  /** Makes a table and writes its header. @throws ShmError as SharedMemoryPlatform.create does. */
  static async create(
    platform: SharedMemoryPlatform,
    name: string,
    session: number,
    records: number = DEFAULT_RECORDS,
  ): Promise<ControlTable> {
    const object = await platform.create(name, controlTableBytes(records));
    object.writeAt(0, encodeHeader({ records, owner: session }));
    return new ControlTable(platform, object, session, records);
  }

  /** What a client opens to map this table. Opaque, and never to be logged. */
  get attachmentPath(): string {
    return this.#object.attachmentPath;
  }

  get bytes(): number {
    return this.#object.bytes;
  }

  /** How many more leases fit now. */
  get freeRecords(): number {
    return this.#allocator.free;
  }

  /**
   * Takes a free record for a lease of a region of `capacity` bytes and returns its index. Slots are
   * cleared, the generation goes on from where it was, rounded up to even, and the lease word is
   * written last: a reader that sees the lease sees all that belongs to it.
   *
   * @throws ShmError `LIMIT_EXCEEDED` when every record is taken.
   */
  grant(lease: number, capacity: number): number {
    const record = this.#allocator.take();
    if (record === null) throw this.#full();
    const { generation } = this.words(record);
    const offset = recordOffset(record);
    const fresh = encodeRecord({
      lease: 0n,
      generation: (generation + (generation & 1n)) & WORD_MASK,
      capacity: BigInt(capacity),
      length: 0n,
      crc32c: 0,
      flags: 0,
      slots: new Array<SlotWords>(SLOTS_PER_RECORD).fill(FREE_SLOT),
    });
    this.#object.writeAt(offset, fresh);
    this.#writeLease(record, lease);
    return record;
  }

  /** @throws ShmError `LIMIT_EXCEEDED` when every record is taken. */
  assertFree(): void {
    if (this.freeRecords === 0) throw this.#full();
  }

  /** One record as it stands, read until two readings in a row are equal. */
  words(record: number): RecordWords {
    return decodeRecord(this.#readStable(record));
  }

  /** The slots of a record as they stand. */
  slots(record: number): readonly SlotWords[] {
    return this.words(record).slots;
  }

  /**
   * Whether anybody still reads, or may yet read, what the record's lease holds. Also `corrupt` when
   * the record does not carry `lease` any more: only this process may write that word, and when the
   * table is shorter than it was: a client can truncate it, and must not bring anybody down with it.
   */
  outstanding(record: number, lease: number, isDead: SessionIsDead): Agreement {
    const words = this.#wordsIfWhole(record);
    if (words === null) return { kind: "corrupt", why: "the control table was truncated" };
    if (words.lease !== BigInt(lease)) {
      return { kind: "corrupt", why: `the record names lease ${words.lease}, not ${lease}` };
    }
    return agreementOf(words, isDead);
  }

  /**
   * Ends a lease whose slots all agree: readers see `STALE_LEASE` from now on, and the record may be
   * granted again. Not to be called while {@link outstanding} says anything but `agreed`, or a late
   * reader would count in the next lease's slots.
   */
  retire(record: number): void {
    this.#writeLease(record, 0);
    this.#allocator.giveBack(record);
  }

  /** Takes the table's name away; whoever has mapped it keeps it. */
  unlink(): void {
    this.#platform.unlink(this.#object.name);
  }

  /** Lets go of the table. It can be neither read nor granted from afterwards. */
  close(): void {
    this.#object.close();
  }

  #wordsIfWhole(record: number): RecordWords | null {
    try {
      return this.words(record);
    } catch (error) {
      if (error instanceof ShmError && error.code === "CONTROL_CORRUPT") return null;
      throw error;
    }
  }

  #full(): ShmError {
    return new ShmError(
      "LIMIT_EXCEEDED",
      `the session has ${this.records} of ${this.records} leases out; return some`,
    );
  }

  #writeLease(record: number, lease: number): void {
    const word = Buffer.alloc(8);
    word.writeBigUInt64LE(BigInt(lease));
    this.#object.writeAt(recordOffset(record) + RECORD_LEASE, word);
  }

  // A read call copies while clients store: each of their words is written whole, but the copy may
  // see half of one. What reads the same twice was not in motion.
  #readStable(record: number): Buffer {
    const offset = recordOffset(record);
    let last = this.#object.readAt(offset, RECORD_BYTES);
    for (let attempt = 0; attempt < STABLE_READ_ATTEMPTS; attempt += 1) {
      const next = this.#object.readAt(offset, RECORD_BYTES);
      if (next.equals(last)) return next;
      last = next;
    }
    return last;
  }
}
