import { BrokerError } from "../errors/broker-error.js";
import type { Session } from "../sessions/session.js";

/**
 * Memory is handed only to a client that the kernel can declare dead: one that holds its session lock. A
 * client that never maps is dead with its stream and needs none.
 *
 * @throws BrokerError `LOCK_NOT_HELD`
 */
export function proveLock(session: Session): void {
  if (!session.maps || session.lockProven) return;
  // Only after the announcement: trying the lock before would make the client's own attempt fail.
  session.lockProven = session.lockAnnounced && session.lock.isHeld();
  if (session.lockProven) return;
  throw new BrokerError(
    "LOCK_NOT_HELD",
    "the client must hold its session lock before it maps memory",
  );
}
