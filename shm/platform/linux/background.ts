/**
 * Lets at most `places` jobs run at once; the others wait in the order they came. Jobs on libuv's
 * thread pool go through one of these, so that reserving a gigabyte never starves file access.
 */
export class Background {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await job();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed over, not freed, so that nobody can slip in between.
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
