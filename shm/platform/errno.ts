import { constants } from "node:os";
import { ShmError, type ShmErrorCode } from "../errors.js";

/** The one table from the system's errors to ours, with what each means for shared memory. */
const meanings: Readonly<Record<string, readonly [ShmErrorCode, string]>> = {
  ENOSPC: ["NO_SPACE", "the shared-memory file system is full"],
  EDQUOT: ["NO_SPACE", "the disk quota of this user is used up"],
  ENOMEM: ["NO_SPACE", "the machine or its memory cgroup has no memory left"],
  EACCES: ["ACCESS_DENIED", "this user may not use the object or its directory"],
  EPERM: ["ACCESS_DENIED", "this user may not do that to the object"],
  EROFS: ["ACCESS_DENIED", "the shared-memory file system is mounted read-only"],
  EEXIST: ["ACCESS_DENIED", "somebody else has already made an object of this name"],
  ELOOP: ["ACCESS_DENIED", "somebody else has put a symbolic link in the object's place"],
  EISDIR: ["ACCESS_DENIED", "somebody else has put a directory in the object's place"],
  ENOENT: ["MAP_FAILED", "the object or its directory does not exist"],
  ENOTDIR: ["INVALID_ARGUMENT", "the shared-memory directory is not a directory"],
  EMFILE: [
    "LIMIT_EXCEEDED",
    "this process has no file descriptor left; raise its limit (ulimit -n)",
  ],
  ENFILE: ["LIMIT_EXCEEDED", "the system has no file descriptor left; raise fs.file-max"],
  EFBIG: ["LIMIT_EXCEEDED", "the object is larger than this process may make (ulimit -f)"],
  ENAMETOOLONG: ["INVALID_ARGUMENT", "the path of the shared-memory directory is too long"],
  EINVAL: ["INVALID_ARGUMENT", "the system refuses an argument of the call"],
  EOPNOTSUPP: ["INVALID_ARGUMENT", "the directory's file system cannot reserve pages; use a tmpfs"],
  ENOSYS: ["INVALID_ARGUMENT", "this kernel lacks a call that shared memory needs"],
  ENODEV: ["INVALID_ARGUMENT", "the directory's file system cannot reserve pages; use a tmpfs"],
  EIO: ["INTERNAL", "the file system reports an I/O error"],
  EBADF: ["INTERNAL", "the handle was used after it was closed"],
};

/** The errnos that have a meaning of their own, for the test that holds them against the system's. */
export const mappedErrnos: readonly string[] = Object.keys(meanings);

const namesByNumber = new Map(
  Object.entries(constants.errno).map(([name, number]): [number, string] => [number, name]),
);

/** The ShmError for an errno as libc returns it. `operation` is our word for what was tried. */
export function errorFromErrno(errno: number, operation: string): ShmError {
  return describe(namesByNumber.get(errno) ?? `errno ${errno}`, operation);
}

/** The ShmError for what `node:fs` threw; `cause` keeps that. */
export function errorFromSystem(thrown: unknown, operation: string): ShmError {
  if (thrown instanceof ShmError) return thrown;
  const name = errnoName(thrown);
  if (name === null) return ShmError.from(thrown);
  return describe(name, operation, thrown);
}

/** The name of a system error, such as `ENOENT`; null where it is no system error. */
export function errnoName(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !("code" in thrown)) return null;
  return typeof thrown.code === "string" ? thrown.code : null;
}

function describe(name: string, operation: string, cause?: unknown): ShmError {
  const [code, meaning] = meanings[name] ?? ["INTERNAL", "the system reports an unexpected error"];
  return new ShmError(code, `cannot ${operation}: ${meaning} (${name})`, { cause });
}
