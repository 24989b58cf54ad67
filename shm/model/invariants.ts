import { at, type State } from "./state.js";

/** What must hold in every state that can be reached. Each says what is wrong, or null. */
export const invariants: readonly { title: string; broken(state: State): boolean }[] = [
  {
    title: "no write under a live view",
    broken: (state) =>
      state.owners.some((owner) => owner.phase === "writing" && isViewed(state, owner.region)),
  },
  {
    title: "no two owners of one region",
    broken: (state) =>
      state.regions.some(
        (_, region) => state.owners.filter((o) => o.lease !== 0 && o.region === region).length > 1,
      ),
  },
  {
    title: "no ref is accepted twice",
    broken: (state) => state.refs.some((ref) => ref.accepted > 1),
  },
  {
    title: "done never exceeds addressed",
    broken: (state) =>
      state.owners.some((owner) => owner.record.slots.some((slot) => slot.done > slot.addressed)),
  },
  {
    title: "an idle region has neither owner nor view",
    broken: (state) =>
      state.regions.some(
        ({ life }, region) =>
          life === "idle" &&
          (isViewed(state, region) ||
            state.owners.some((o) => o.lease !== 0 && o.region === region)),
      ),
  },
];

/** Must stay reachable by progress alone, without a crash and without a timer. */
export const quiescence = "everything can come to rest: no permanent pin";

/**
 * Everything is at rest: nothing on the way, no view, every region idle or unlinked, and every record
 * of a session that the sidecar knows free for another lease.
 */
export function isQuiescent(state: State): boolean {
  return (
    state.sidecarUp &&
    state.refs.every((ref) => ref.copies === 0 && !ref.view) &&
    state.regions.every(({ life }) => life !== "leased" && life !== "draining") &&
    state.owners.every(
      (owner) => owner.lease === 0 && (owner.link === "lost" || !owner.record.taken),
    )
  );
}

// The views of a dead reader went with it.
function isViewed(state: State, region: number): boolean {
  return state.refs.some(
    (ref) =>
      ref.view && ref.region === region && at(state.readers, ref.reader).process === "running",
  );
}
