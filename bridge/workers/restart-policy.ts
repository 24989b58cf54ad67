/** A worker that has not shaken hands after this time is started anew; importing models can be slow. */
export const startTimeoutMs = 60_000;

/** How long a worker that was asked to end may take; its calls may run for 10 s more (docs/protocol.md). */
export const endGraceMs = 12_000;

const firstDelayMs = 50;
const longestDelayMs = 5_000;

/**
 * How long to wait before a worker is started again.
 *
 * @param failures how often it has ended in a row without living for half a minute, at least 1
 */
export function restartDelayMs(failures: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1));
}
