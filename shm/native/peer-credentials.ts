import type { Socket } from "node:net";
import { callLibc } from "./libc.js";

/** Who is at the other end of a Unix socket, as the kernel recorded it when that end connected. */
export interface PeerCredentials {
  /** 0 when the peer lives in a pid namespace that this process cannot see into. */
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const UCRED_BYTES = 12;
const NOBODY_KNOWN = 0xffff_ffff;

/**
 * The kernel's word on a connected Unix socket's peer (SO_PEERCRED), or null where there is none: not
 * Linux, not a Unix socket, already closed.
 *
 * To be called in the connection handler before anything is awaited: afterwards the descriptor may
 * be closed, and its number belong to somebody else. A pid can be stale by the time it is used; only
 * uid and gid are fit for deciding.
 */
export function peerCredentials(socket: Socket): PeerCredentials | null {
  const fd = process.platform === "linux" ? descriptorOf(socket) : null;
  if (fd === null) return null;
  const credentials = Buffer.alloc(UCRED_BYTES);
  const length = Buffer.alloc(4);
  length.writeInt32LE(UCRED_BYTES);
  const result = callLibc("getsockopt", [fd, SOL_SOCKET, SO_PEERCRED, credentials, length]);
  if (result.value !== 0 || length.readInt32LE() !== UCRED_BYTES) return null;
  const uid = credentials.readUInt32LE(4);
  // A TCP socket answers too, with this uid.
  if (uid === NOBODY_KNOWN) return null;
  return { pid: credentials.readInt32LE(0), uid, gid: credentials.readUInt32LE(8) };
}

// Node has no public way to a socket's descriptor; `_handle` is null once the socket is closed.
function descriptorOf(socket: Socket): number | null {
  const handle: unknown = Reflect.get(socket, "_handle");
  if (typeof handle !== "object" || handle === null) return null;
  const fd: unknown = Reflect.get(handle, "fd");
  return typeof fd === "number" && fd >= 0 ? fd : null;
}
