/** Which records of a table are free. The lowest free one goes first, so that a table stays dense. */
export class RecordAllocator {
  readonly #taken: boolean[];
  #free: number;

  constructor(records: number) {
    this.#taken = new Array<boolean>(records).fill(false);
    this.#free = records;
  }

  get free(): number {
    return this.#free;
  }

  /** The record now taken, or null when there is none left. */
  take(): number | null {
    const record = this.#taken.indexOf(false);
    if (record === -1) return null;
    this.#taken[record] = true;
    this.#free -= 1;
    return record;
  }

  giveBack(record: number): void {
    if (this.#taken[record] !== true) return;
    this.#taken[record] = false;
    this.#free += 1;
  }
}
