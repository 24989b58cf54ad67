import { at, type OwnerState, type RecordState, type RefState, type State } from "./state.js";

/**
 * The decisions of docs/protocol.md on which safety rests, each as one function. The explorer is run
 * with these, where it must find nothing, and with broken ones, where it must find what they break.
 */
export interface Rules {
  /** Owner: may the region be written now? */
  mayWrite(owner: Pick<OwnerState, "record" | "knownDead">): boolean;
  /** Reader: is this delivery of the ref accepted? */
  mayAccept(state: State, ref: RefState): boolean;
  /** Reader: is `done` counted when a view is handed out, or when the last one is gone? */
  readonly countsDoneAt: "finish" | "accept";
  /** Reader: does a settle count n as done? */
  settleCounts(record: RecordState, ref: RefState): boolean;
  /** Reader: does the death of its owner count n as done? */
  ownerDeathCounts(record: RecordState, ref: RefState): boolean;
  /** Owner and sidecar: is a settle that a broken stream may have lost sent again after the resume? */
  readonly resendsSettles: boolean;
  /** Sidecar: is a draining region idle again? */
  mayRecycle(state: State, record: RecordState): boolean;
  /** Sidecar: may the record of an ended lease be granted again? */
  mayReuseRecord(state: State, record: RecordState): boolean;
  /** Sidecar: what happens to the region of a session that did not resume in time? */
  readonly closedOwnersRegion: "unlinked" | "draining";
  /** Sidecar: are owners told that a reader is dead when it merely did not resume in time? */
  readonly announcesClosedReaders: boolean;
  /** New sidecar: what becomes of the regions that an old run left? */
  readonly oldRunsRegions: "unlinked" | "idle";
}

export const protocolRules: Rules = {
  mayWrite: (owner) =>
    owner.record.slots.every(
      (slot) => slot.addressed === slot.done || knows(owner.knownDead, slot.reader - 1),
    ),
  mayAccept(state, ref) {
    const { record } = at(state.owners, ref.owner);
    const slot = at(record.slots, ref.slot);
    const addressed = slot.reader === ref.reader + 1 && slot.addressed >= ref.n;
    const fenced = knows(at(state.readers, ref.reader).knownDead, ref.owner);
    return !fenced && record.lease === ref.lease && addressed && ref.memory === "nothing";
  },
  countsDoneAt: "finish",
  settleCounts: (record, ref) => record.lease === ref.lease && ref.memory === "nothing",
  ownerDeathCounts: (record, ref) => record.lease === ref.lease && ref.memory === "nothing",
  resendsSettles: true,
  mayRecycle: slotsAgree,
  mayReuseRecord: slotsAgree,
  closedOwnersRegion: "unlinked",
  announcesClosedReaders: false,
  oldRunsRegions: "unlinked",
};

/** Nobody reads, and nobody will read, what the record's lease holds. */
function slotsAgree(state: State, record: RecordState): boolean {
  return record.slots.every(
    (slot) => slot.addressed === slot.done || at(state.readers, slot.reader - 1).deathKnown,
  );
}

/** Whether bit `index` is set. */
export function knows(mask: number, index: number): boolean {
  return (mask & (1 << index)) !== 0;
}
