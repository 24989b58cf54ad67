import { timingSafeEqual } from "node:crypto";
import type { wire } from "../../proto/index.js";
import type { ControlTable, SessionLock } from "../../shm/index.js";

/** Who is at the other end of a socket, as the kernel told it when the socket was accepted. */
export interface Peer {
  readonly pid: number;
  readonly uid: number;
}

/**
 * - attached: its stream is open.
 * - detached: the stream has ended but the kernel says that the process lives; it may resume.
 * - closed: it did not come back in time; nothing of it is recycled while its process lives.
 * - dead: the kernel says that the process is gone.
 */
export type SessionState =
  | { readonly kind: "attached"; send(frame: wire.ServerFrame): void; end(): void }
  | { readonly kind: "detached"; readonly sinceMs: number }
  | { readonly kind: "closed" }
  | { readonly kind: "dead" };

/** One client of the Broker, from its first hello until the kernel says that it is gone. */
export class Session {
  readonly id: number;
  readonly secret: Buffer;
  readonly peer: Peer;
  readonly tenant: string;
  readonly client: string;
  /** Whether the client maps memory, and so must hold the session lock. */
  readonly maps: boolean;
  /** The worker whose process this session belongs to, or null for a caller. */
  readonly worker: string | null;
  readonly control: ControlTable;
  readonly lock: SessionLock;
  state: SessionState = { kind: "detached", sinceMs: 0 };
  /** The client says that it holds the lock. */
  lockAnnounced = false;
  /** The sidecar has seen for itself that the lock is held. */
  lockProven = false;
  /** Leases of others that this session has opened. */
  readonly opened = new Set<number>();

  constructor(
    fields: Pick<
      Session,
      "id" | "secret" | "peer" | "tenant" | "client" | "maps" | "worker" | "control" | "lock"
    >,
  ) {
    this.id = fields.id;
    this.secret = fields.secret;
    this.peer = fields.peer;
    this.tenant = fields.tenant;
    this.client = fields.client;
    this.maps = fields.maps;
    this.worker = fields.worker;
    this.control = fields.control;
    this.lock = fields.lock;
  }

  /** Whether `secret` is this session's, compared in constant time, and `peer` the process that opened it. */
  provenBy(secret: Uint8Array, peer: Peer): boolean {
    const sameSecret = secret.length === this.secret.length && timingSafeEqual(secret, this.secret);
    return sameSecret && peer.pid === this.peer.pid && peer.uid === this.peer.uid;
  }

  /** Sends a frame if the session is attached; a detached one learns by resuming. */
  send(frame: wire.ServerFrame): void {
    if (this.state.kind === "attached") this.state.send(frame);
  }
}
