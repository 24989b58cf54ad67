/** Room for two million ids a second before one run could reach the ids of a later one. */
const IDS_PER_MILLISECOND = 2 ** 11;

/**
 * Ids (sessions, regions, leases) that repeat neither in a run nor from one run to the next, and that
 * every language holds exactly (at most 2^53 - 1, until the year 2109). 0 is never one of them.
 *
 * Milliseconds, because a sidecar that crashes is started again within the second: a client that then
 * resumed its session by an id that is somebody else's now would be told that it must not.
 */
export class IdCounter {
  #next: number;

  /** @param unixMs - the time at which the run started. */
  constructor(unixMs: number) {
    this.#next = Math.floor(unixMs) * IDS_PER_MILLISECOND;
  }

  next(): number {
    this.#next += 1;
    return this.#next;
  }
}
