/** The error codes that the Broker answers with: a subset of docs/errors.md. */
export type BrokerErrorCode =
  | "ACCESS_DENIED"
  | "INTERNAL"
  | "INVALID_ARGUMENT"
  | "LIMIT_EXCEEDED"
  | "LOCK_NOT_HELD"
  | "SESSION_UNKNOWN"
  | "SIDECAR_UNAVAILABLE"
  | "TOKEN_EXPIRED"
  | "TOKEN_INVALID"
  | "TOKEN_REVOKED"
  | "VERSION_UNSUPPORTED";

/** A refusal by the Broker. The message is for people and never holds an OS name, a key or a token. */
export class BrokerError extends Error {
  readonly code: BrokerErrorCode;

  constructor(code: BrokerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BrokerError";
    this.code = code;
  }
}
