import { IdCounter } from "../ids.js";
import type { Lease, LeasedRegion, Region } from "./region.js";
import type { SessionHolder } from "./sessions.js";

/** Every lease that is not over for good, and the records behind them. */
export class LeaseBook {
  readonly #regions = new Map<number, Region>();
  readonly #ids: IdCounter;

  constructor(startedAtUnixMs: number) {
    this.#ids = new IdCounter(startedAtUnixMs);
  }

  /**
   * Leases an idle region to a session.
   *
   * @throws ShmError `LIMIT_EXCEEDED`, leaving the region idle, when the session's table is full.
   */
  grant(holder: SessionHolder, region: Region): LeasedRegion {
    const id = this.#ids.next();
    const record = holder.table.grant(id, region.capacity);
    const lease: Lease = { id, record, holder };
    region.become({ state: "leased", lease });
    region.timesLeased += 1;
    holder.leases.add(id);
    this.#regions.set(id, region);
    return describeLease(region, lease);
  }

  regionOf(lease: number): Region | undefined {
    return this.#regions.get(lease);
  }

  /** The leases of a session that are not over, with their regions. */
  of(holder: SessionHolder): { region: Region; lease: Lease }[] {
    return [...holder.leases].flatMap((id) => {
      const region = this.#regions.get(id);
      if (region === undefined || !("lease" in region.life) || region.life.lease === null)
        return [];
      return [{ region, lease: region.life.lease }];
    });
  }

  /** The lease is over for good. */
  end(lease: Lease): void {
    this.#regions.delete(lease.id);
    lease.holder.leases.delete(lease.id);
    this.closeTableIfDone(lease.holder);
  }

  /** A dead session's table is read until the last of its readers has let go. */
  closeTableIfDone(holder: SessionHolder): void {
    if (holder.state === "dead" && holder.leases.size === 0) holder.table.close();
  }

  /** The sessions that still have a lease; some of them may be dead. */
  holders(): SessionHolder[] {
    return [...this.#regions.values()].flatMap(({ life }) =>
      "lease" in life && life.lease !== null ? [life.lease.holder] : [],
    );
  }
}

/** What others may know of a lease. */
export function describeLease(region: Region, lease: Lease): LeasedRegion {
  return {
    region: region.id,
    lease: lease.id,
    session: lease.holder.session,
    tenant: region.tenant,
    record: lease.record,
    capacity: region.capacity,
    attachmentPath: region.attachmentPath,
  };
}
