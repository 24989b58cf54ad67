/**
 * The state of the ownership model: everything that decides who may touch which bytes, and nothing
 * else. The rules that move it are in rules.ts, owner.ts, reader.ts, sidecar.ts and network.ts.
 *
 * Left out on purpose: the payload; the generation, which detects and is not what the guarantee rests
 * on; tokens and seals; weak memory (words are stored with release and loaded with acquire order).
 * A session is a participant: who attaches anew is another participant.
 */
export interface State {
  sidecarUp: boolean;
  /** Counts up when a new sidecar starts. */
  run: number;
  /** The last lease id that was handed out. */
  lastLease: number;
  regions: RegionState[];
  owners: OwnerState[];
  readers: ReaderState[];
  /** Every ref that was ever sent, in the order of sending. */
  refs: RefState[];
  left: Budgets;
}

export type RegionLife = "idle" | "leased" | "draining" | "unlinked";

export interface RegionState {
  life: RegionLife;
  /** Whose record stands for it while it is leased, draining, or unlinked under a reader. */
  owner: number;
  lease: number;
}

/**
 * How the sidecar and a participant are connected:
 * - `none`: not attached yet
 * - `attached`, `detached`: the stream is open; it broke, and may resume
 * - `closed`: the grace has passed, but the process may not know that yet
 * - `lost`: the sidecar that knew the session is gone, which the process may not know yet
 */
export type Link = "none" | "attached" | "detached" | "closed" | "lost";

export interface ParticipantState {
  /** `dead` includes the process that let go of its lock in order. */
  process: "running" | "dead";
  link: Link;
  /** The kernel's word has reached the sidecar. */
  deathKnown: boolean;
  /** Death notices on the way to this participant: bit i is the participant i of the other kind. */
  notices: number;
  /** Death notices that it has taken in. */
  knownDead: number;
}

export interface OwnerState extends ParticipantState {
  /** What the owner believes to hold; 0 is nothing. */
  lease: number;
  region: number;
  phase: "none" | "writing" | "sealed";
  /** The one record of its table. */
  record: RecordState;
}

export type ReaderState = ParticipantState;

export interface RecordState {
  lease: number;
  /** The sidecar keeps it from being granted. */
  taken: boolean;
  slots: SlotState[];
}

/** `reader` is the index of a reader plus one; 0 is nobody. */
export interface SlotState {
  reader: number;
  addressed: number;
  done: number;
}

/**
 * Where the settling of a ref stands: not wanted; wanted by the owner; on the way to the sidecar; held
 * by the sidecar; on the way to the reader; taken in by the reader; gone with a broken stream.
 */
export type Settling = "no" | "wanted" | "to-sidecar" | "held" | "to-reader" | "taken-in" | "gone";

export interface RefState {
  owner: number;
  lease: number;
  region: number;
  reader: number;
  slot: number;
  n: number;
  /** Copies of the message that are on the way. */
  copies: number;
  settling: Settling;
  /** What the reader remembers of n. It forgets when it sees that the record's lease has ended. */
  memory: "nothing" | "accepted" | "settled";
  /** A view of it is open. */
  view: boolean;
  /** How often it was accepted: an observer's count that no participant knows. */
  accepted: number;
}

/** How often things may still happen: what makes the state space finite. */
export interface Budgets {
  leases: number;
  sends: number;
  duplicates: number;
  /** Times that an owner gives a message up that may yet arrive, or has. */
  timeouts: number;
  crashes: number;
  detaches: number;
  restarts: number;
}

export interface Scenario {
  readonly title: string;
  readonly owners: number;
  readonly readers: number;
  readonly regions: number;
  readonly slots: number;
  readonly budgets: Budgets;
}

export function initialState(scenario: Scenario): State {
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const participant = (link: Link): ParticipantState => ({
    process: "running",
    link,
    deathKnown: false,
    notices: 0,
    knownDead: 0,
  });
  return {
    sidecarUp: true,
    run: 1,
    lastLease: 0,
    // Making a region is not part of the model: nobody can touch one before it is idle.
    regions: times(scenario.regions, () => ({ life: "idle", owner: 0, lease: 0 })),
    // Only the first owner is there from the start, so that another can come after a restart.
    owners: times(scenario.owners, (index) => ({
      ...participant(index === 0 ? "attached" : "none"),
      lease: 0,
      region: 0,
      phase: "none",
      record: { lease: 0, taken: false, slots: freeSlots(scenario.slots) },
    })),
    readers: times(scenario.readers, () => participant("attached")),
    refs: [],
    left: { ...scenario.budgets },
  };
}

export function freeSlots(count: number): SlotState[] {
  return Array.from({ length: count }, () => ({ reader: 0, addressed: 0, done: 0 }));
}

/** The element, where the index is known to be in range. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no element ${index}`);
  return item;
}

/** A copy that can be changed without touching the original. */
export function copyOf(state: State): State {
  return {
    ...state,
    regions: state.regions.map((region) => ({ ...region })),
    owners: state.owners.map((owner) => ({
      ...owner,
      record: { ...owner.record, slots: owner.record.slots.map((slot) => ({ ...slot })) },
    })),
    readers: state.readers.map((reader) => ({ ...reader })),
    refs: state.refs.map((ref) => ({ ...ref })),
    left: { ...state.left },
  };
}
