/** Lets so many things happen a second, and tells afterwards how many more were held back. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #heldBack: (count: number) => void;
  #allowed = 0;
  #dropped = 0;
  #second = 0;

  constructor(perSecond: number, heldBack: (count: number) => void) {
    this.#perSecond = perSecond;
    this.#heldBack = heldBack;
  }

  allows(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#allowed = 0;
    }
    this.#allowed += 1;
    if (this.#allowed <= this.#perSecond) return true;
    this.drop();
    return false;
  }

  /** Counts one as held back. */
  drop(): void {
    if (this.#dropped === 0) setTimeout(() => this.#tell(), 1_000).unref();
    this.#dropped += 1;
  }

  #tell(): void {
    const count = this.#dropped;
    this.#dropped = 0;
    this.#heldBack(count);
  }
}
