import { at, copyOf, type RefState, type State } from "./state.js";

/**
 * What a step is good for. `progress` is what participants do by themselves sooner or later;
 * `disturbance` is what nobody may rely on: crashes, broken streams, retries, timers running out.
 */
export type StepKind = "progress" | "disturbance";

export interface Successor {
  readonly title: string;
  readonly kind: StepKind;
  readonly state: State;
}

/** Offers one thing that can happen next: a title for the trace, and what it does to the state. */
export type Offer = (title: string, change: (next: State) => void, kind?: StepKind) => void;

/** Collects what can happen next in a state. */
export function offerInto(state: State, successors: Successor[]): Offer {
  return (title, change, kind = "progress") => {
    const next = copyOf(state);
    change(next);
    forget(next);
    successors.push({ title, kind, state: next });
  };
}

function forget(state: State): void {
  for (const ref of state.refs) {
    const ended = at(state.owners, ref.owner).record.lease !== ref.lease;
    // The worst that a reader may do: it forgets a lease's refs as soon as it could see that the lease
    // has ended. Forgetting is also what keeps readers small, so the rules must stand it.
    if (ended && !ref.view) ref.memory = "nothing";
    if (at(state.owners, ref.owner).process === "dead" && isAtOwner(ref)) ref.settling = "gone";
    if (at(state.readers, ref.reader).process === "dead") bury(ref);
  }
  // What nobody can ever act on again is no part of the state: it would only multiply equal states.
  state.refs = state.refs.filter((ref) => mattersStill(state, ref));
}

function isAtOwner(ref: RefState): boolean {
  return ref.settling === "no" || ref.settling === "wanted";
}

// Nobody is left to take the message, the view or the settle; the slot's words remain.
function bury(ref: RefState): void {
  ref.copies = 0;
  ref.view = false;
  ref.memory = "nothing";
  ref.settling = "gone";
}

function mattersStill(state: State, ref: RefState): boolean {
  const { record } = at(state.owners, ref.owner);
  const reader = at(state.readers, ref.reader);
  if (ref.copies > 0 || ref.view) return true;
  if (reader.process === "dead") return false;
  if (record.lease === ref.lease) return true;
  if (ref.settling === "no") return state.left.timeouts > 0 || ref.accepted === 0;
  return ref.settling !== "gone" && (ref.settling !== "taken-in" || state.left.duplicates > 0);
}
