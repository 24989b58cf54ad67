import { closeSync, constants, fchmodSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { callLibc } from "../../native/libc.js";
import { assertName } from "../bounds.js";
import { errorFromErrno, errorFromSystem } from "../errno.js";

const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
const OWNER_ONLY = 0o600;
const POSIX_SHM_DIRECTORY = "/dev/shm";

/**
 * The folder that objects live in. POSIX shared memory is the kernel's own (`shm_open`); any other
 * directory, for example a tmpfs mounted with huge pages, is used through plain files.
 */
export class ShmDirectory {
  readonly path: string;
  readonly #posix: boolean;

  constructor(path: string) {
    this.path = path;
    this.#posix = path.replace(/\/+$/, "") === POSIX_SHM_DIRECTORY;
  }

  /** What another process opens to reach the object. */
  pathOf(name: string): string {
    assertName(name);
    return join(this.path, name);
  }

  /** Makes a new, empty object and returns its descriptor (closed on exec, in both ways of opening). */
  make(name: string): number {
    const fd = this.#open(name, O_RDWR | O_CREAT | O_EXCL, "create a shared-memory object");
    try {
      // The umask may have taken bits away that the owner needs.
      fchmodSync(fd, OWNER_ONLY);
      return fd;
    } catch (thrown) {
      closeSync(fd);
      this.remove(name);
      throw errorFromSystem(thrown, "create a shared-memory object");
    }
  }

  openExisting(name: string): number {
    return this.#open(name, O_RDWR, "open a shared-memory object");
  }

  /** Returns false where there is no such name. */
  remove(name: string): boolean {
    const path = this.pathOf(name);
    try {
      if (this.#posix) unlinkPosix(name);
      else unlinkSync(path);
      return true;
    } catch (thrown) {
      const error = errorFromSystem(thrown, "unlink a shared-memory object");
      if (error.code === "MAP_FAILED") return false;
      throw error;
    }
  }

  #open(name: string, flags: number, operation: string): number {
    const path = this.pathOf(name);
    if (this.#posix) {
      const { value, errno } = callLibc("shm_open", [`/${name}`, flags, OWNER_ONLY]);
      if (value === -1) throw errorFromErrno(errno, operation);
      return value;
    }
    try {
      return openSync(path, flags | O_NOFOLLOW, OWNER_ONLY);
    } catch (thrown) {
      throw errorFromSystem(thrown, operation);
    }
  }
}

function unlinkPosix(name: string): void {
  const { value, errno } = callLibc("shm_unlink", [`/${name}`]);
  if (value === -1) throw errorFromErrno(errno, "unlink a shared-memory object");
}
