import {
  ControlTable,
  type OfferedLock,
  objectName,
  type SharedMemoryPlatform,
} from "../../shm/index.js";

/** The shared-memory objects that a session has besides its regions: its control table and its lock. */
export class SessionMemory {
  readonly #platform: SharedMemoryPlatform;
  readonly #run: string;
  readonly #records: number;

  /** @param records how many leases a session may hold at once */
  constructor(platform: SharedMemoryPlatform, run: string, records: number) {
    this.#platform = platform;
    this.#run = run;
    this.#records = records;
  }

  /** @throws ShmError `NO_SPACE` and what else the platform refuses; nothing is left behind */
  async create(session: number): Promise<{ control: ControlTable; lock: OfferedLock }> {
    const lock = this.#platform.offerLock(objectName(this.#run));
    try {
      const name = objectName(this.#run);
      return {
        control: await ControlTable.create(this.#platform, name, session, this.#records),
        lock,
      };
    } catch (error) {
      this.forget(lock);
      throw error;
    }
  }

  /** Unlinks the lock of a dead session. Its control table is the pool's to end: readers may still count in it. */
  forget(lock: OfferedLock): void {
    lock.close();
    this.#platform.unlink(lock.name);
  }
}
