import type { ParticipantState, State } from "./state.js";

const lives = ["idle", "leased", "draining", "unlinked"] as const;
const links = ["none", "attached", "detached", "closed", "lost"] as const;
const phases = ["none", "writing", "sealed"] as const;
const settlings = ["no", "wanted", "to-sidecar", "held", "to-reader", "taken-in", "gone"] as const;
const memories = ["nothing", "accepted", "settled"] as const;

/** A short string that two states share exactly when they are equal. */
export function encode(state: State): string {
  const out: number[] = [Number(state.sidecarUp), state.run, state.lastLease];
  for (const { life, owner, lease } of state.regions) out.push(lives.indexOf(life), owner, lease);
  for (const owner of state.owners) {
    pushParticipant(out, owner);
    out.push(owner.lease, owner.region, phases.indexOf(owner.phase));
    out.push(owner.record.lease, Number(owner.record.taken));
    for (const { reader, addressed, done } of owner.record.slots) out.push(reader, addressed, done);
  }
  for (const reader of state.readers) pushParticipant(out, reader);
  const { left } = state;
  out.push(left.leases, left.sends, left.duplicates, left.timeouts);
  out.push(left.crashes, left.detaches, left.restarts);
  for (const ref of state.refs) {
    out.push(ref.owner * 4 + ref.reader, ref.lease, ref.region * 8 + ref.slot, ref.n, ref.copies);
    out.push(settlings.indexOf(ref.settling), memories.indexOf(ref.memory));
    out.push(Number(ref.view), ref.accepted);
  }
  return String.fromCharCode(...out);
}

function pushParticipant(out: number[], participant: ParticipantState): void {
  const flags = Number(participant.process === "running") + 2 * Number(participant.deathKnown);
  out.push(flags, links.indexOf(participant.link), participant.notices, participant.knownDead);
}
