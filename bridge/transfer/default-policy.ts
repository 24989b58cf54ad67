import type { wire } from "../../proto/index.js";

/**
 * The policy before anything was learned: one threshold for everything.
 *
 * @param thresholdBytes payloads of this size and more go through shared memory
 */
export function defaultPolicy(thresholdBytes: number): wire.TransferPolicy {
  return { version: 1, defaultThresholdBytes: thresholdBytes, entries: [] };
}
