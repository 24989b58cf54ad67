/** Room for two million ids a second before one run could reach the ids of a later one. */
const IDS_PER_SECOND = 2 ** 21;

/**
 * Ids (sessions, regions, leases) that repeat neither in a run nor from one run to the next, and that
 * every language holds exactly (at most 2^53 - 1). 0 is never one of them.
 */
export class IdCounter {
  #next: number;

  /** @param unixSeconds - the time at which the run started. */
  constructor(unixSeconds: number) {
    this.#next = Math.floor(unixSeconds) * IDS_PER_SECOND;
  }

  next(): number {
    this.#next += 1;
    return this.#next;
  }
}
