/** Counts Broker calls by method and refusals by code, for the operator and for the tests. */
export class CallCounter {
  readonly #calls = new Map<string, number>();
  readonly #refusals = new Map<string, number>();

  called(method: string): void {
    this.#calls.set(method, (this.#calls.get(method) ?? 0) + 1);
  }

  refused(code: string): void {
    this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1);
  }

  calls(): Record<string, number> {
    return Object.fromEntries(this.#calls);
  }

  refusals(): Record<string, number> {
    return Object.fromEntries(this.#refusals);
  }
}
