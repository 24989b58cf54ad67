import { EdgeList } from "./edge-list.js";
import { encode } from "./encode.js";
import { invariants, isQuiescent, quiescence } from "./invariants.js";
import { networkSteps } from "./network.js";
import { ownerSteps } from "./owner.js";
import { readerSteps } from "./reader.js";
import type { Rules } from "./rules.js";
import { sidecarSteps } from "./sidecar.js";
import { initialState, type Scenario, type State } from "./state.js";
import { offerInto, type Successor } from "./step.js";

/** What an exploration came to. */
export interface Exploration {
  /** Different states that were reached: all there are, unless `violation` ended the search. */
  readonly states: number;
  readonly transitions: number;
  readonly violation: Violation | null;
}

export interface Violation {
  readonly invariant: string;
  /** The shortest way there from the start, one step a line. */
  readonly trace: readonly string[];
}

/** Everything that can happen next. */
export function successorsOf(state: State, rules: Rules): Successor[] {
  const successors: Successor[] = [];
  const offer = offerInto(state, successors);
  ownerSteps(state, rules, offer);
  readerSteps(state, rules, offer);
  sidecarSteps(state, rules, offer);
  networkSteps(state, rules, offer);
  return successors;
}

/**
 * Walks every interleaving of a scenario, breadth first, and stops at the first state that breaks an
 * invariant. Budgets make the state space finite, so what is not found is not there within them.
 */
export function explore(scenario: Scenario, rules: Rules): Exploration {
  const seen = new Seen();
  const progress = new EdgeList();
  const goals: number[] = [];
  let frontier: State[] = [];
  let transitions = 0;

  const enter = (state: State): Violation | null => {
    const broken = invariants.find((invariant) => invariant.broken(state));
    if (broken !== undefined) {
      return { invariant: broken.title, trace: seen.traceTo(seen.count - 1) };
    }
    if (isQuiescent(state)) goals.push(seen.count - 1);
    frontier.push(state);
    return null;
  };

  const start = initialState(scenario);
  seen.add(encode(start), -1, "start");
  enter(start);
  for (let from = 0; frontier.length > 0; ) {
    const layer = frontier;
    frontier = [];
    for (const state of layer) {
      for (const { title, kind, state: next } of successorsOf(state, rules)) {
        transitions += 1;
        const key = encode(next);
        const known = seen.find(key);
        if (kind === "progress") progress.add(from, known ?? seen.count);
        if (known !== undefined) continue;
        seen.add(key, from, title);
        const violation = enter(next);
        if (violation !== null) return { states: seen.count, transitions, violation };
      }
      from += 1;
    }
  }
  const stuck = progress.statesThatReach(goals, seen.count).indexOf(0);
  const violation = stuck === -1 ? null : { invariant: quiescence, trace: seen.traceTo(stuck) };
  return { states: seen.count, transitions, violation };
}

/** The states reached so far, numbered in the order of reaching, each with the step that led there. */
class Seen {
  readonly #numbers = new Map<string, number>();
  readonly #parents: number[] = [];
  readonly #titles: string[] = [];

  get count(): number {
    return this.#parents.length;
  }

  find(key: string): number | undefined {
    return this.#numbers.get(key);
  }

  add(key: string, parent: number, title: string): void {
    this.#numbers.set(key, this.count);
    this.#parents.push(parent);
    this.#titles.push(title);
  }

  traceTo(state: number): string[] {
    const trace: string[] = [];
    for (let at = state; at > 0; at = this.#parents[at] ?? 0) trace.push(this.#titles[at] ?? "");
    return trace.reverse();
  }
}
