import type { Rules } from "./rules.js";
import { knows } from "./rules.js";
import { at, type OwnerState, type RefState, type State } from "./state.js";
import type { Offer } from "./step.js";

/** What owners do: reserve, seal, address and send, give up and settle, retry, give back, let go. */
export function ownerSteps(state: State, rules: Rules, offer: Offer): void {
  state.owners.forEach((owner, o) => {
    if (owner.process === "dead") return;
    if (owner.link === "lost" || owner.link === "closed") {
      offer(`owner ${o} learns that its session is over and unmaps`, (next) => letGo(next, o));
    }
    if (owner.notices !== 0 && owner.link === "attached") {
      offer(`owner ${o} hears of deaths`, (next) => {
        const hearing = at(next.owners, o);
        hearing.knownDead |= hearing.notices;
        hearing.notices = 0;
      });
    }
    if (owner.lease !== 0) writeSteps(owner, o, rules, offer);
    if (owner.phase === "sealed" && state.left.sends > 0) sendSteps(state, owner, o, offer);
    settleSteps(state, owner, o, offer);
  });
}

function writeSteps(owner: OwnerState, o: number, rules: Rules, offer: Offer): void {
  if (owner.phase === "writing") {
    offer(`owner ${o} seals`, (next) => {
      at(next.owners, o).phase = "sealed";
    });
    return;
  }
  if (rules.mayWrite(owner)) {
    offer(`owner ${o} reserves`, (next) => {
      at(next.owners, o).phase = "writing";
    });
  }
  if (owner.link === "attached") {
    offer(`owner ${o} gives its lease back`, (next) => {
      const giving = at(next.owners, o);
      at(next.regions, giving.region).life = "draining";
      giving.lease = 0;
      giving.phase = "none";
    });
  }
}

function sendSteps(state: State, owner: OwnerState, o: number, offer: Offer): void {
  state.readers.forEach((_, r) => {
    if (knows(owner.knownDead, r)) return;
    const bound = owner.record.slots.findIndex((slot) => slot.reader === r + 1);
    const slot = bound === -1 ? owner.record.slots.findIndex((free) => free.reader === 0) : bound;
    if (slot === -1) return;
    // A crash between counting and sending is the same as a message lost, so it is one step.
    offer(`owner ${o} addresses reader ${r} and sends`, (next) => {
      const { lease, region, record } = at(next.owners, o);
      const words = at(record.slots, slot);
      words.reader = r + 1;
      words.addressed += 1;
      next.left.sends -= 1;
      const n = words.addressed;
      const message = { owner: o, lease, region, reader: r, slot, n, copies: 1 };
      const unknown = { settling: "no", memory: "nothing", view: false, accepted: 0 } as const;
      next.refs.push({ ...message, ...unknown });
    });
  });
}

// A retry needs no step of its own: after settling, the owner sends inline, or sends another ref.
function settleSteps(state: State, owner: OwnerState, o: number, offer: Offer): void {
  state.refs.forEach((ref, index) => {
    if (ref.owner !== o) return;
    if (ref.settling === "no" && (isLost(ref) || state.left.timeouts > 0)) {
      const kind = isLost(ref) ? "progress" : "disturbance";
      const giveUp = (next: State) => {
        if (kind === "disturbance") next.left.timeouts -= 1;
        at(next.refs, index).settling = "wanted";
      };
      offer(`owner ${o} gives ref ${index} up`, giveUp, kind);
    }
    if (ref.settling === "wanted" && owner.link === "attached") {
      offer(`owner ${o} sends the settle of ref ${index}`, (next) => {
        at(next.refs, index).settling = "to-sidecar";
      });
    }
  });
}

/** The message can arrive no more, and was not accepted while it could. */
function isLost(ref: RefState): boolean {
  return ref.copies === 0 && ref.accepted === 0;
}

// The lock goes with the last mapping, and with the lock the kernel's word that the process is alive.
function letGo(state: State, o: number): void {
  const owner = at(state.owners, o);
  owner.process = "dead";
  owner.lease = 0;
  owner.phase = "none";
}
