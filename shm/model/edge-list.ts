/** A growing list of edges between numbered states, eight bytes an edge. */
export class EdgeList {
  #edges = new Int32Array(1024);
  #length = 0;

  add(from: number, to: number): void {
    if (this.#length + 2 > this.#edges.length) {
      const larger = new Int32Array(this.#edges.length * 2);
      larger.set(this.#edges);
      this.#edges = larger;
    }
    this.#edges[this.#length] = from;
    this.#edges[this.#length + 1] = to;
    this.#length += 2;
  }

  /** Which of `states` states can reach one of `goals`, as one byte a state. */
  statesThatReach(goals: Iterable<number>, states: number): Uint8Array {
    const { starts, sources } = this.#reversed(states);
    const reaches = new Uint8Array(states);
    const stack: number[] = [];
    const visit = (state: number) => {
      if (reaches[state] === 1) return;
      reaches[state] = 1;
      stack.push(state);
    };
    for (const goal of goals) visit(goal);
    for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
      const end = starts[state + 1] ?? 0;
      for (let i = starts[state] ?? 0; i < end; i += 1) visit(sources[i] ?? 0);
    }
    return reaches;
  }

  // Sorted by target (a counting sort), so that all sources of a state lie side by side.
  #reversed(states: number): { starts: Int32Array; sources: Int32Array } {
    const starts = new Int32Array(states + 2);
    for (let i = 1; i < this.#length; i += 2) bump(starts, (this.#edges[i] ?? 0) + 2);
    for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    const sources = new Int32Array(this.#length / 2);
    for (let i = 0; i < this.#length; i += 2) {
      const target = (this.#edges[i + 1] ?? 0) + 1;
      sources[starts[target] ?? 0] = this.#edges[i] ?? 0;
      bump(starts, target);
    }
    return { starts, sources };
  }
}

function bump(counts: Int32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}
