import type { wire } from "../../proto/index.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";

// By owner, so that one who sends settles without end pushes out nobody's but its own.
const settlesOf = new WeakMap<Session, wire.Settle[]>();
const maxKept = 1_024;

/**
 * Passes the owner's word on to the reader that a ref went astray, with the means to count in the owner's
 * table. It is kept until the slot agrees and sent again when the reader resumes: a lost settle would pin
 * the slot for ever.
 */
export function passSettleOn(context: BrokerContext, owner: Session, settle: wire.Settle): void {
  const region = context.pool.find(settle.lease);
  const reader = context.sessions.find(settle.reader);
  // Only the owner of a lease can say that a ref of it went astray.
  if (reader === null || region === null || region.session !== owner.id) return;
  const { attachmentPath: path, bytes: size } = owner.control;
  const passed = { ...settle, owner: owner.id, record: region.record, control: { path, size } };
  keep(context, owner, passed);
  reader.send({ settle: passed });
}

/** What the reader may not have heard before its stream was lost. */
export function repeatSettles(context: BrokerContext, reader: Session): void {
  for (const owner of context.sessions.all()) {
    for (const settle of settlesOf.get(owner) ?? []) {
      if (settle.reader === reader.id && isOpen(context, settle)) reader.send({ settle });
    }
  }
}

function keep(context: BrokerContext, owner: Session, settle: wire.Settle): void {
  const kept = settlesOf.get(owner) ?? [];
  settlesOf.set(owner, kept);
  // One that is sent twice is kept twice: a reader counts it once.
  kept.push(settle);
  // Looked through seldom: each look reads the owner's table.
  if (kept.length <= maxKept) return;
  const open = kept.filter((earlier) => isOpen(context, earlier));
  settlesOf.set(owner, open.slice(-maxKept / 2));
}

function isOpen(context: BrokerContext, settle: wire.Settle): boolean {
  const region = context.pool.find(settle.lease);
  const owner = context.sessions.find(settle.owner);
  if (region === null || owner === null) return false;
  const slot = slotsOf(owner, region.record)[settle.slot];
  return slot !== undefined && slot.reader === BigInt(settle.reader) && slot.done < slot.addressed;
}

// A table that its owner broke says nothing, and must not be the reader's trouble.
function slotsOf(owner: Session, record: number): ReturnType<Session["control"]["slots"]> {
  try {
    return owner.control.slots(record);
  } catch {
    return [];
  }
}
