/**
 * The numbers of the refs that one slot has accepted or settled: all up to a floor, and a few above it that
 * overtook others on the way.
 */
export class AcceptedRefs {
  #floor = 0;
  readonly #above = new Set<number>();

  has(n: number): boolean {
    return n <= this.#floor || this.#above.has(n);
  }

  /** Returns false, and changes nothing, if this number was taken before. */
  accept(n: number): boolean {
    if (this.has(n)) return false;
    this.#above.add(n);
    while (this.#above.delete(this.#floor + 1)) this.#floor += 1;
    return true;
  }

  /** How many numbers are remembered one by one; bounded by how many refs are under way at once. */
  get remembered(): number {
    return this.#above.size;
  }
}
