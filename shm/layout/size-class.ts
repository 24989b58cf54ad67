import { ShmError } from "../errors.js";

/** Bytes of the smallest region. */
export const MIN_REGION_BYTES: number = 64 * 1024;

/** Bytes of the largest region. */
export const MAX_REGION_BYTES: number = 1024 * 1024 * 1024;

/** Every size a region can have, in bytes, ascending: powers of two. */
export const sizeClasses: readonly number[] = Array.from(
  { length: Math.log2(MAX_REGION_BYTES / MIN_REGION_BYTES) + 1 },
  (_, power) => MIN_REGION_BYTES * 2 ** power,
);

/**
 * The capacity in bytes of the smallest region that holds `bytes`.
 *
 * @throws ShmError `TOO_LARGE` above {@link MAX_REGION_BYTES}, `INVALID_ARGUMENT` for what is not a
 *   whole number of bytes.
 */
export function sizeClassFor(bytes: number): number {
  if (!Number.isSafeInteger(bytes) || bytes < 0) {
    throw new ShmError("INVALID_ARGUMENT", `${bytes} is not a number of bytes`);
  }
  const capacity = sizeClasses.find((candidate) => candidate >= bytes);
  if (capacity === undefined) {
    throw new ShmError(
      "TOO_LARGE",
      `${bytes} bytes do not fit the largest region, which holds ${MAX_REGION_BYTES} bytes`,
    );
  }
  return capacity;
}
