import { BrokerError } from "../bridge/index.js";
import { ShmError } from "../shm/index.js";

const objectName = /[^\s'"]*snakepit-shm\.[0-9a-f]{8}\.\w+/g;

/**
 * An error for the log: a refusal needs only its words, an unexpected fault is told whole, down to its cause.
 * Names of shared-memory objects, which only a cause can hold, are left out.
 */
export function describeError(error: unknown): string {
  const refusal = error instanceof BrokerError || error instanceof ShmError;
  if (refusal && error.code !== "INTERNAL") return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${describeError(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`.replaceAll(objectName, "<object>");
}
