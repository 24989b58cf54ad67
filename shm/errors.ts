/**
 * The error codes that shared memory itself can cause: the part of docs/errors.md that this folder
 * knows. The page says of each what to do about it and whether to try again.
 */
export const shmErrorCodes = [
  "ACCESS_DENIED",
  "CONTROL_CORRUPT",
  "INTERNAL",
  "INVALID_ARGUMENT",
  "LIMIT_EXCEEDED",
  "MAP_FAILED",
  "NO_SPACE",
  "OUT_OF_BOUNDS",
  "SESSION_UNKNOWN",
  "TOO_LARGE",
] as const;

export type ShmErrorCode = (typeof shmErrorCodes)[number];

/**
 * The only error that this folder throws on purpose. Its message starts with the code and never
 * holds an OS name (a path or an object's name); `cause` keeps the root for a debugger, and may.
 */
export class ShmError extends Error {
  override readonly name = "ShmError";
  readonly code: ShmErrorCode;
  /** The message without its code, for callers that show the code elsewhere. */
  readonly rawMessage: string;

  constructor(code: ShmErrorCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
    this.rawMessage = message;
  }

  /** Turns anything caught into a ShmError; what is not one already is `INTERNAL`. */
  static from(reason: unknown): ShmError {
    if (reason instanceof ShmError) return reason;
    return new ShmError("INTERNAL", "an unexpected fault in shared memory", { cause: reason });
  }
}
