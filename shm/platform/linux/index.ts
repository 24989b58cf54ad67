import { closeSync, fstatSync, ftruncateSync, readdirSync, statfsSync } from "node:fs";
import { ShmError } from "../../errors.js";
import { callLibcInBackground } from "../../native/libc.js";
import type { MemoryUsage, SharedMemoryPlatform } from "../contract.js";
import { errorFromErrno, errorFromSystem } from "../errno.js";
import { Background } from "./background.js";
import { ShmDirectory } from "./directory.js";
import { lockNewFile, offerLockFile, tryLockFile } from "./locks.js";
import { LinuxObject } from "./object.js";

/** Half of libuv's default thread pool: the other half stays free for the process's file access. */
const BACKGROUND_JOBS = 2;
const EINTR = 4;

/**
 * Shared memory on Linux.
 *
 * @param directory - where the objects live: POSIX shared memory by default, or a directory on a
 *   tmpfs of the operator's choice (with `huge=always` cold pages are far cheaper).
 */
export function linuxPlatform(directory = "/dev/shm"): SharedMemoryPlatform {
  if (process.platform !== "linux") {
    throw new ShmError("INVALID_ARGUMENT", `this is ${process.platform}, not Linux`);
  }
  const folder = new ShmDirectory(directory);
  const background = new Background(BACKGROUND_JOBS);
  return {
    kind: "linux",
    async create(name, bytes, options) {
      const fd = folder.make(name);
      try {
        if (options?.reserve ?? true) await background.run(() => reservePages(fd, bytes));
        else ftruncateSync(fd, bytes);
        return new LinuxObject(name, folder.pathOf(name), bytes, fd);
      } catch (thrown) {
        closeSync(fd);
        folder.remove(name);
        throw errorFromSystem(thrown, `allocate ${bytes} bytes of shared memory`);
      }
    },
    open(name) {
      const fd = folder.openExisting(name);
      return new LinuxObject(name, folder.pathOf(name), fstatSync(fd).size, fd);
    },
    unlink: (name) => folder.remove(name),
    list: (prefix) => listNames(folder, prefix),
    usage: () => usageOf(folder),
    lockFile: (name) => lockNewFile(folder, name),
    tryLock: (name) => tryLockFile(folder, name),
    offerLock: (name) => offerLockFile(folder, name),
  };
}

async function reservePages(fd: number, bytes: number): Promise<void> {
  if (bytes === 0) return;
  for (;;) {
    const { value, errno } = await callLibcInBackground("fallocate", [fd, 0, 0, bytes]);
    if (value === 0) return;
    if (errno !== EINTR) throw errorFromErrno(errno, `allocate ${bytes} bytes of shared memory`);
  }
}

function listNames(folder: ShmDirectory, prefix: string): string[] {
  try {
    return readdirSync(folder.path).filter((name) => name.startsWith(prefix));
  } catch (thrown) {
    throw errorFromSystem(thrown, "list the shared-memory directory");
  }
}

function usageOf(folder: ShmDirectory): MemoryUsage {
  try {
    const { bsize, blocks, bavail } = statfsSync(folder.path);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  } catch (thrown) {
    throw errorFromSystem(thrown, "measure the shared-memory file system");
  }
}
