import {
  ControlTable,
  objectName,
  SessionLock,
  type SharedMemoryPlatform,
} from "../../shm/index.js";

/** The shared-memory objects that a session has besides its regions. */
export interface SessionMemory {
  /** Ends with the pool: readers may still count in it when the session is dead. */
  readonly control: ControlTable;
  /** Ends with the session. */
  readonly lock: SessionLock;
  /** Takes both away again, for a session that never came to be. */
  remove(): void;
}

/**
 * @param records how many leases the session may hold at once
 * @throws ShmError `NO_SPACE` and what else the platform refuses; nothing is left behind
 */
export async function createSessionMemory(
  platform: SharedMemoryPlatform,
  run: string,
  session: number,
  records: number,
): Promise<SessionMemory> {
  const lock = SessionLock.create(platform, run);
  try {
    const control = await ControlTable.create(platform, objectName(run), session, records);
    const remove = (): void => {
      control.unlink();
      control.close();
      lock.remove();
    };
    return { control, lock, remove };
  } catch (error) {
    lock.remove();
    throw error;
  }
}
