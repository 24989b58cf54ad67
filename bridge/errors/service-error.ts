import { Metadata, type StatusObject, status } from "@grpc/grpc-js";
import { ShmError, type ShmErrorCode } from "../../shm/index.js";
import { BrokerError, type BrokerErrorCode } from "./broker-error.js";

/** The trailing metadata key that carries the error code of docs/errors.md. */
export const errorCodeKey = "snakepit-error-code";

// Every code must be here: the compiler refuses this table otherwise.
const statusOfCode: Readonly<Record<BrokerErrorCode | ShmErrorCode, status>> = {
  ACCESS_DENIED: status.PERMISSION_DENIED,
  CONTROL_CORRUPT: status.DATA_LOSS,
  INTERNAL: status.INTERNAL,
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  LIMIT_EXCEEDED: status.RESOURCE_EXHAUSTED,
  LOCK_NOT_HELD: status.FAILED_PRECONDITION,
  MAP_FAILED: status.INTERNAL,
  NO_SPACE: status.RESOURCE_EXHAUSTED,
  OUT_OF_BOUNDS: status.OUT_OF_RANGE,
  SESSION_UNKNOWN: status.UNAUTHENTICATED,
  SIDECAR_UNAVAILABLE: status.UNAVAILABLE,
  TOKEN_EXPIRED: status.UNAUTHENTICATED,
  TOKEN_INVALID: status.UNAUTHENTICATED,
  TOKEN_REVOKED: status.NOT_FOUND,
  TOO_LARGE: status.INVALID_ARGUMENT,
  VERSION_UNSUPPORTED: status.FAILED_PRECONDITION,
};

/**
 * The one funnel from anything thrown to what a peer sees. What is not one of our own errors leaves as an
 * opaque `INTERNAL`; the caller logs it whole.
 */
export function toServiceError(
  thrown: unknown,
): StatusObject & { code: status; name: string; message: string } {
  const code = codeOf(thrown);
  const details = messageOf(thrown) ?? "a fault inside the sidecar; its log has the details";
  const metadata = new Metadata();
  metadata.set(errorCodeKey, code);
  return {
    name: "ServiceError",
    code: statusOfCode[code],
    message: details,
    details,
    metadata,
  };
}

/** The error code that {@link toServiceError} would send for this value. */
export function codeOf(thrown: unknown): BrokerErrorCode | ShmErrorCode {
  return thrown instanceof BrokerError || thrown instanceof ShmError ? thrown.code : "INTERNAL";
}

function messageOf(thrown: unknown): string | null {
  if (thrown instanceof ShmError) return thrown.rawMessage;
  return thrown instanceof BrokerError ? thrown.message : null;
}
