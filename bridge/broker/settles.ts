import type { wire } from "../../proto/index.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";

const settlesOf = new WeakMap<Session, wire.Settle[]>();

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
  const open = (settlesOf.get(reader) ?? []).filter((earlier) => isOpen(context, earlier));
  settlesOf.set(reader, [...open.filter((earlier) => !sameRef(earlier, passed)), passed]);
  reader.send({ settle: passed });
}

/** What the reader may not have heard before its stream was lost. */
export function repeatSettles(context: BrokerContext, reader: Session): void {
  for (const settle of settlesOf.get(reader) ?? []) {
    if (isOpen(context, settle)) reader.send({ settle });
  }
}

function isOpen(context: BrokerContext, settle: wire.Settle): boolean {
  const region = context.pool.find(settle.lease);
  const owner = context.sessions.find(settle.owner);
  if (region === null || owner === null) return false;
  const slot = owner.control.slots(region.record)[settle.slot];
  return slot !== undefined && slot.reader === BigInt(settle.reader) && slot.done < slot.addressed;
}

function sameRef(a: wire.Settle, b: wire.Settle): boolean {
  return a.lease === b.lease && a.slot === b.slot && a.n === b.n;
}
