import { constants } from "node:os";
import { ShmError } from "../../errors.js";
import { assertName } from "../bounds.js";
import type { HeldLock, OfferedLock, SharedMemoryPlatform } from "../contract.js";
import { errorFromErrno } from "../errno.js";
import { MemoryObject } from "./object.js";

const { EEXIST, ENOENT, ENOSPC } = constants.errno;

interface StoredFile {
  readonly content: Buffer;
  locked: boolean;
}

/**
 * The in-memory twin: the same contract in this process's heap, for tests and for whoever embeds the
 * pools without an operating system.
 *
 * @param totalBytes - size of the pretended file system (default 1 GiB).
 */
export function memoryPlatform(totalBytes: number = 1024 ** 3): SharedMemoryPlatform {
  const files = new Map<string, StoredFile>();

  const usedBytes = () => [...files.values()].reduce((sum, file) => sum + file.content.length, 0);
  const make = (name: string, bytes: number): StoredFile => {
    assertName(name);
    if (files.has(name)) throw errorFromErrno(EEXIST, "create a shared-memory object");
    if (usedBytes() + bytes > totalBytes) {
      throw errorFromErrno(ENOSPC, `allocate ${bytes} bytes of shared memory`);
    }
    const file = { content: Buffer.alloc(bytes), locked: false };
    files.set(name, file);
    return file;
  };

  return {
    kind: "memory",
    async create(name, bytes) {
      return new MemoryObject(name, make(name, bytes).content);
    },
    open(name) {
      assertName(name);
      const file = files.get(name);
      if (file === undefined) throw errorFromErrno(ENOENT, "open a shared-memory object");
      return new MemoryObject(name, file.content);
    },
    unlink(name) {
      assertName(name);
      return files.delete(name);
    },
    list: (prefix) => [...files.keys()].filter((name) => name.startsWith(prefix)),
    usage: () => ({ totalBytes, freeBytes: totalBytes - usedBytes() }),
    lockFile: (name) => hold(name, make(name, 0)),
    tryLock(name) {
      const file = files.get(name);
      if (file === undefined) return "missing";
      return file.locked ? "held" : hold(name, file);
    },
    offerLock: (name) => offer(name, make(name, 0)),
  };
}

function hold(name: string, file: StoredFile): HeldLock {
  let held = true;
  file.locked = true;
  return {
    name,
    release() {
      if (held) file.locked = false;
      held = false;
    },
  };
}

function offer(name: string, file: StoredFile): OfferedLock {
  let open = true;
  return {
    name,
    attachmentPath: `memory:${name}`,
    isHeld() {
      if (!open) throw new ShmError("INTERNAL", "the lock's handle is closed");
      return file.locked;
    },
    close() {
      open = false;
    },
  };
}
