import type { ControlTable } from "../control/control-table.js";
import { ShmError } from "../errors.js";

/** A session as the pool sees it. */
export interface SessionHolder {
  readonly session: number;
  readonly tenant: string;
  readonly table: ControlTable;
  /**
   * - `open`: it may lease
   * - `closed`: it may not any more, but its process may still touch what it has mapped
   * - `dead`: the kernel says that its process is gone
   */
  state: "open" | "closed" | "dead";
  /** Leases that are not settled yet: leased, draining, or unlinked under a reader. */
  readonly leases: Set<number>;
}

/** The sessions that may read or write regions. */
export class Sessions {
  readonly #holders = new Map<number, SessionHolder>();
  #firstSeen = Number.POSITIVE_INFINITY;
  #lastSeen = 0;

  add(session: number, tenant: string, table: ControlTable): void {
    if (this.#holders.has(session) || this.isDead(session)) {
      throw new ShmError("INVALID_ARGUMENT", `session ${session} was added before`);
    }
    this.#firstSeen = Math.min(this.#firstSeen, session);
    this.#lastSeen = Math.max(this.#lastSeen, session);
    this.#holders.set(session, { session, tenant, table, state: "open", leases: new Set() });
  }

  get(session: number): SessionHolder | null {
    return this.#holders.get(session) ?? null;
  }

  /** @throws ShmError `SESSION_UNKNOWN` unless the session may lease. */
  open(session: number): SessionHolder {
    const holder = this.#holders.get(session);
    if (holder?.state === "open") return holder;
    throw new ShmError("SESSION_UNKNOWN", `session ${session} is not open here; attach anew`);
  }

  /** Forgets the session: from now on it is dead. */
  bury(holder: SessionHolder): void {
    holder.state = "dead";
    this.#holders.delete(holder.session);
  }

  /**
   * Session ids never repeat, so one that was handed out and is not here any more is dead: no list of
   * the dead is needed. A number that was never handed out is no evidence of anything.
   */
  readonly isDead = (session: number): boolean =>
    session >= this.#firstSeen && session <= this.#lastSeen && !this.#holders.has(session);

  all(): IterableIterator<SessionHolder> {
    return this.#holders.values();
  }
}
