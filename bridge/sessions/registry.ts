import { randomBytes } from "node:crypto";
import type { wire } from "../../proto/index.js";
import type { IdCounter } from "../../shm/index.js";
import { BrokerError } from "../errors/broker-error.js";
import type { CheckedHello } from "./hello.js";
import { LivenessWatch } from "./liveness.js";
import type { SessionMemory } from "./memory.js";
import { type Peer, Session } from "./session.js";

/** What follows from the beginning and the end of a session. */
export interface SessionEvents {
  /** It exists, and nobody has been told its id yet. */
  opened(session: Session): void;
  /** The kernel says that the process is gone. */
  died(session: Session): void;
  /** A detached session did not come back; its process may still live and read. */
  closed(session: Session): void;
}

const rememberedDeaths = 256;

/** Every session that the kernel has not declared dead. */
export class SessionRegistry {
  readonly #createMemory: (session: number) => Promise<SessionMemory>;
  readonly #events: SessionEvents;
  readonly #watch: LivenessWatch;
  readonly #sessions = new Map<number, Session>();
  readonly #ids: IdCounter;
  readonly #opening = new Set<Promise<Session>>();
  readonly #deaths: number[] = [];
  #closed = false;

  constructor(options: {
    createMemory: (session: number) => Promise<SessionMemory>;
    events: SessionEvents;
    resumeGraceMs: number;
    ids: IdCounter;
  }) {
    this.#createMemory = options.createMemory;
    this.#events = options.events;
    this.#ids = options.ids;
    this.#watch = new LivenessWatch({
      graceMs: options.resumeGraceMs,
      isAlive: (session) => session.maps && session.lock.isHeld(),
      died: (session) => this.#end(session),
      expired: (session) => this.#close(session),
    });
  }

  /** Sessions that may still hold memory, in the order of their ids. */
  all(): Session[] {
    return [...this.#sessions.values()];
  }

  /** Whether the kernel has said that this session is gone. Ids that were never given out count as dead. */
  isDead(id: number): boolean {
    return !this.#sessions.has(id);
  }

  /** The session of that id while it is not dead, or null. */
  find(id: number): Session | null {
    return this.#sessions.get(id) ?? null;
  }

  /** @throws BrokerError `SIDECAR_UNAVAILABLE` once closed; ShmError where its memory cannot be made */
  open(hello: CheckedHello, peer: Peer, worker: string | null): Promise<Session> {
    const opening = this.#open(hello, peer, worker).finally(() => this.#opening.delete(opening));
    this.#opening.add(opening);
    return opening;
  }

  /** @throws BrokerError `SESSION_UNKNOWN` or `ACCESS_DENIED` */
  prove(proof: wire.SessionProof | null, peer: Peer): Session {
    const session = this.#sessions.get(proof?.session ?? 0);
    if (session === undefined || session.state.kind === "closed") {
      throw new BrokerError(
        "SESSION_UNKNOWN",
        "this sidecar does not know the session; attach anew",
      );
    }
    if (!session.provenBy(proof?.secret ?? Buffer.alloc(0), peer)) {
      throw new BrokerError("ACCESS_DENIED", "the session belongs to another process");
    }
    return session;
  }

  /** The stream now speaks for the session. A stream that spoke for it before is ended. */
  attach(session: Session, send: (frame: wire.ServerFrame) => void, end: () => void): void {
    this.#watch.forget(session);
    const before = session.state;
    session.state = { kind: "attached", send, end };
    if (before.kind === "attached") before.end();
  }

  /** The stream `send` has ended. Asks the kernel whether the process is gone too. */
  detach(session: Session, send: (frame: wire.ServerFrame) => void): void {
    if (this.#closed || session.state.kind !== "attached" || session.state.send !== send) return;
    session.state = { kind: "detached", sinceMs: Date.now() };
    this.#watch.begin(session);
  }

  broadcast(frame: wire.ServerFrame): void {
    for (const session of this.#sessions.values()) session.send(frame);
  }

  /** The sessions that died last, for whoever may have missed the news. */
  recentDeaths(): readonly number[] {
    return this.#deaths;
  }

  /**
   * Ends every stream, stops watching, and takes the lock files away; for the end of the sidecar. Settles when
   * no session is being opened any more.
   */
  async close(): Promise<void> {
    this.#closed = true;
    this.#watch.stop();
    for (const session of this.#sessions.values()) {
      session.lock.remove();
      if (session.state.kind === "attached") session.state.end();
    }
    await Promise.allSettled(this.#opening);
  }

  async #open(hello: CheckedHello, peer: Peer, worker: string | null): Promise<Session> {
    this.#assertOpen();
    const id = this.#ids.next();
    const { control, lock, remove } = await this.#createMemory(id);
    try {
      this.#assertOpen();
    } catch (thrown) {
      remove();
      throw thrown;
    }
    const secret = randomBytes(16);
    const session = new Session({ ...hello, control, lock, id, peer, worker, secret });
    this.#sessions.set(id, session);
    this.#events.opened(session);
    return session;
  }

  #assertOpen(): void {
    if (this.#closed) throw new BrokerError("SIDECAR_UNAVAILABLE", "the sidecar is stopping");
  }

  #close(session: Session): void {
    session.state = { kind: "closed" };
    this.#events.closed(session);
  }

  #end(session: Session): void {
    session.state = { kind: "dead" };
    this.#sessions.delete(session.id);
    this.#deaths.push(session.id);
    if (this.#deaths.length > rememberedDeaths) this.#deaths.shift();
    this.#events.died(session);
  }
}
