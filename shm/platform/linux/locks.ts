import { closeSync, fstatSync, statSync } from "node:fs";
import { ShmError } from "../../errors.js";
import { callLibc } from "../../native/libc.js";
import type { HeldLock, OfferedLock } from "../contract.js";
import { errnoName, errorFromErrno, errorFromSystem } from "../errno.js";
import type { ShmDirectory } from "./directory.js";

const LOCK_EX = 2;
const LOCK_NB = 4;
const LOCK_UN = 8;
const EAGAIN = 11;
const EINTR = 4;

// flock belongs to the open file, so it vanishes with the last descriptor of whoever opened it: no
// pid is involved that could be reused or mean something else in another container.

/** See SharedMemoryPlatform.lockFile. */
export function lockNewFile(directory: ShmDirectory, name: string): HeldLock | "lost" {
  const fd = directory.make(name);
  if (flockNow(fd) && stillNamed(directory, name, fd)) return heldLock(name, fd);
  closeSync(fd);
  return "lost";
}

/** See SharedMemoryPlatform.tryLock. */
export function tryLockFile(directory: ShmDirectory, name: string): HeldLock | "held" | "missing" {
  for (;;) {
    const fd = openIfThere(directory, name);
    if (fd === null) return "missing";
    if (!flockNow(fd)) {
      closeSync(fd);
      return "held";
    }
    // Somebody may have unlinked the file, or replaced it, between our open and our flock; then the
    // lock that we hold is one that nobody looks at.
    if (stillNamed(directory, name, fd)) return heldLock(name, fd);
    closeSync(fd);
  }
}

/** See SharedMemoryPlatform.offerLock. */
export function offerLockFile(directory: ShmDirectory, name: string): OfferedLock {
  // The descriptor is kept, so that the answer stays true even if somebody unlinks the file.
  let fd: number | null = directory.make(name);
  return {
    name,
    attachmentPath: directory.pathOf(name),
    isHeld() {
      if (fd === null) throw new ShmError("INTERNAL", "the lock's handle is closed");
      if (!flockNow(fd)) return true;
      callLibc("flock", [fd, LOCK_UN]);
      return false;
    },
    close() {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

function heldLock(name: string, descriptor: number): HeldLock {
  let fd: number | null = descriptor;
  return {
    name,
    release() {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

function flockNow(fd: number): boolean {
  for (;;) {
    const { value, errno } = callLibc("flock", [fd, LOCK_EX | LOCK_NB]);
    if (value === 0) return true;
    if (errno === EAGAIN) return false;
    if (errno !== EINTR) throw errorFromErrno(errno, "lock a shared-memory object");
  }
}

function openIfThere(directory: ShmDirectory, name: string): number | null {
  try {
    return directory.openExisting(name);
  } catch (thrown) {
    if (thrown instanceof ShmError && thrown.code === "MAP_FAILED") return null;
    throw thrown;
  }
}

function stillNamed(directory: ShmDirectory, name: string, fd: number): boolean {
  try {
    const named = statSync(directory.pathOf(name));
    const ours = fstatSync(fd);
    return named.ino === ours.ino && named.dev === ours.dev;
  } catch (thrown) {
    if (errnoName(thrown) === "ENOENT") return false;
    throw errorFromSystem(thrown, "check a lock");
  }
}
