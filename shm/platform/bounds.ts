import { ShmError } from "../errors.js";

/** @throws ShmError `OUT_OF_BOUNDS` unless the range lies wholly inside an object of `bytes` bytes. */
export function assertInside(bytes: number, offset: number, length: number): void {
  const whole = Number.isSafeInteger(offset) && Number.isSafeInteger(length);
  if (whole && offset >= 0 && length >= 0 && offset <= bytes - length) return;
  throw new ShmError(
    "OUT_OF_BOUNDS",
    `${length} bytes at ${offset} are not inside an object of ${bytes} bytes`,
  );
}

/** @throws ShmError `INVALID_ARGUMENT` for what could leave the directory or is no file name. */
export function assertName(name: string): void {
  if (/^[\w.-]{1,200}$/.test(name) && !name.startsWith("..") && name !== ".") return;
  throw new ShmError("INVALID_ARGUMENT", "not a name for a shared-memory object");
}
