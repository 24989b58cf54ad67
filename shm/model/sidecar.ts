import type { Rules } from "./rules.js";
import { at, freeSlots, type ParticipantState, type State } from "./state.js";
import type { Offer } from "./step.js";

/** What the sidecar does: lease, recycle, unlink, take the kernel's word, forward settles. */
export function sidecarSteps(state: State, rules: Rules, offer: Offer): void {
  if (!state.sidecarUp) return;
  leaseSteps(state, offer);
  drainSteps(state, rules, offer);
  deathSteps(state, offer);
  closeSteps(state, rules, offer);
  state.refs.forEach((ref, index) => {
    if (ref.settling === "held" && at(state.readers, ref.reader).link === "attached") {
      offer(`the sidecar forwards the settle of ref ${index}`, (next) => {
        at(next.refs, index).settling = "to-reader";
      });
    }
  });
}

function leaseSteps(state: State, offer: Offer): void {
  const idle = state.regions.findIndex((region) => region.life === "idle");
  if (idle === -1 || state.left.leases === 0) return;
  state.owners.forEach((owner, o) => {
    if (owner.link !== "attached" || owner.process === "dead" || owner.record.taken) return;
    offer(`the sidecar leases region ${idle} to owner ${o}`, (next) => {
      const leasing = at(next.owners, o);
      next.lastLease += 1;
      next.left.leases -= 1;
      leasing.lease = next.lastLease;
      leasing.region = idle;
      const slots = freeSlots(leasing.record.slots.length);
      leasing.record = { lease: next.lastLease, taken: true, slots };
      next.regions[idle] = { life: "leased", owner: o, lease: next.lastLease };
    });
  });
}

function drainSteps(state: State, rules: Rules, offer: Offer): void {
  state.regions.forEach((region, index) => {
    const { record } = at(state.owners, region.owner);
    if (!record.taken || record.lease !== region.lease) return;
    if (region.life === "draining" && rules.mayRecycle(state, record)) {
      offer(`the sidecar sees that the slots of region ${index} agree`, (next) => {
        at(next.regions, index).life = "idle";
        endLease(next, region.owner);
      });
    }
    if (region.life === "unlinked" && rules.mayReuseRecord(state, record)) {
      offer(`the sidecar frees the record of region ${index}`, (next) => {
        endLease(next, region.owner);
      });
    }
    if (region.life === "draining") {
      offer(
        `the grace of region ${index} passes`,
        (next) => {
          at(next.regions, index).life = "unlinked";
        },
        "disturbance",
      );
    }
  });
}

function endLease(state: State, o: number): void {
  const { record } = at(state.owners, o);
  record.lease = 0;
  record.taken = false;
}

function deathSteps(state: State, offer: Offer): void {
  state.owners.forEach((owner, o) => {
    if (!isNews(owner)) return;
    offer(`the kernel says that owner ${o} is dead`, (next) => {
      at(next.owners, o).deathKnown = true;
      for (const region of next.regions) {
        if (region.life === "leased" && region.owner === o) region.life = "draining";
      }
      for (const reader of next.readers) reader.notices |= 1 << o;
    });
  });
  state.readers.forEach((reader, r) => {
    if (!isNews(reader)) return;
    offer(`the kernel says that reader ${r} is dead`, (next) => {
      at(next.readers, r).deathKnown = true;
      for (const owner of next.owners) owner.notices |= 1 << r;
    });
  });
}

// A session of a lost run is nobody's business any more: its regions are swept as a whole.
function isNews(participant: ParticipantState): boolean {
  const known = participant.link !== "lost" && participant.link !== "none";
  return participant.process === "dead" && !participant.deathKnown && known;
}

function closeSteps(state: State, rules: Rules, offer: Offer): void {
  state.owners.forEach((owner, o) => {
    if (owner.link !== "detached" || owner.process === "dead") return;
    const close = (next: State) => {
      at(next.owners, o).link = "closed";
      for (const region of next.regions) {
        if (region.life === "leased" && region.owner === o) region.life = rules.closedOwnersRegion;
      }
    };
    offer(`the sidecar closes the session of owner ${o}`, close, "disturbance");
  });
  state.readers.forEach((reader, r) => {
    if (reader.link !== "detached" || reader.process === "dead") return;
    const close = (next: State) => {
      at(next.readers, r).link = "closed";
      if (!rules.announcesClosedReaders) return;
      for (const owner of next.owners) owner.notices |= 1 << r;
    };
    offer(`the sidecar closes the session of reader ${r}`, close, "disturbance");
  });
}
