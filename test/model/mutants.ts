import { protocolRules, type Rules } from "../../shm/model/rules.js";
import { scenarios } from "../../shm/model/scenarios.js";
import { at, type Scenario } from "../../shm/model/state.js";

/** A rule of the protocol broken on purpose, and what the explorer must find because of it. */
export interface Mutant {
  readonly title: string;
  readonly broken: Partial<Rules>;
  readonly finds: string;
  /** Where it must be found: the smallest scenario that can show it. */
  readonly within: Scenario;
}

const overwritten = "no write under a live view";
const twice = "no ref is accepted twice";
const miscounted = "done never exceeds addressed";
const notIdle = "an idle region has neither owner nor view";
const pinned = "everything can come to rest: no permanent pin";

const [twoReaders, streams, twoOwners, restarts] = scenarios(1);
if (!twoReaders || !streams || !twoOwners || !restarts) throw new Error("a scenario is missing");

// A permanent pin is only known once everything is explored, so these are kept small.
const oneRef: Scenario = {
  title: "one owner, one reader, one ref",
  ...{ owners: 1, readers: 1, regions: 1, slots: 1 },
  budgets: {
    ...{ leases: 1, sends: 1, duplicates: 0, timeouts: 0, crashes: 1, detaches: 1, restarts: 0 },
  },
};

export const mutants: readonly Mutant[] = [
  {
    title: "the owner writes before its slots agree",
    broken: { mayWrite: () => true },
    finds: overwritten,
    within: twoReaders,
  },
  {
    title: "the owner looks at the first slot only",
    broken: {
      mayWrite: ({ record, knownDead }) =>
        protocolRules.mayWrite({
          record: { ...record, slots: record.slots.slice(0, 1) },
          knownDead,
        }),
    },
    finds: overwritten,
    within: twoReaders,
  },
  {
    title: "the reader counts done when it hands the view out",
    broken: { countsDoneAt: "accept" },
    finds: overwritten,
    within: twoReaders,
  },
  {
    title: "the reader does not remember what it accepted",
    broken: {
      mayAccept: (state, ref) =>
        protocolRules.mayAccept(state, { ...ref, memory: "nothing" }) && !ref.view,
    },
    finds: twice,
    within: twoReaders,
  },
  {
    title: "the reader does not look at the record's lease",
    broken: {
      mayAccept(state, ref) {
        const { lease } = at(state.owners, ref.owner).record;
        return protocolRules.mayAccept(state, { ...ref, lease });
      },
    },
    finds: twice,
    within: streams,
  },
  {
    title: "a reader that counted a dead owner's refs still accepts them",
    broken: {
      mayAccept(state, ref) {
        const deaf = state.readers.map((reader) => ({ ...reader, knownDead: 0 }));
        const unremembered = ref.memory === "settled" ? "nothing" : ref.memory;
        return protocolRules.mayAccept(
          { ...state, readers: deaf },
          { ...ref, memory: unremembered },
        );
      },
    },
    finds: miscounted,
    within: twoReaders,
  },
  {
    title: "a settle counts what was accepted, or settled before",
    broken: { settleCounts: (record, ref) => record.lease === ref.lease },
    finds: miscounted,
    within: streams,
  },
  {
    title: "a settle of an ended lease counts in the next one's slot",
    broken: { settleCounts: (_, ref) => ref.memory === "nothing" },
    finds: miscounted,
    within: streams,
  },
  {
    title: "the death of its owner counts a ref that was settled before",
    broken: {
      ownerDeathCounts: (record, ref) => record.lease === ref.lease && ref.memory !== "accepted",
    },
    finds: miscounted,
    within: twoReaders,
  },
  {
    title: "settles that a broken stream lost are not sent again",
    broken: { resendsSettles: false },
    finds: pinned,
    within: oneRef,
  },
  {
    title: "the death of an owner does not count what is on the way",
    broken: { ownerDeathCounts: () => false },
    finds: pinned,
    within: oneRef,
  },
  {
    title: "a region is recycled before its slots agree",
    broken: { mayRecycle: () => true },
    finds: notIdle,
    within: twoReaders,
  },
  {
    title: "a record is granted again while an old reader may still count in it",
    broken: { mayReuseRecord: () => true },
    finds: miscounted,
    within: streams,
  },
  {
    title: "the region of a session that did not resume is recycled",
    broken: { closedOwnersRegion: "draining" },
    finds: notIdle,
    within: twoOwners,
  },
  {
    title: "owners are told that a reader is dead when it merely did not resume",
    broken: { announcesClosedReaders: true },
    finds: overwritten,
    within: oneRef,
  },
  {
    title: "a new sidecar takes over the regions of the old run",
    broken: { oldRunsRegions: "idle" },
    finds: notIdle,
    within: restarts,
  },
];
