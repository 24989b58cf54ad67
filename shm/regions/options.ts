import type { Clock } from "../clock.js";
import { systemClock } from "../clock.js";
import { ShmError } from "../errors.js";
import type { SharedMemoryPlatform } from "../platform/contract.js";

const MEBIBYTE = 1024 ** 2;

/** What a pool needs and what it may be told. */
export interface RegionPoolOptions {
  readonly platform: SharedMemoryPlatform;
  /** The run whose name every region carries. */
  readonly run: string;
  /** Most bytes that all regions together may take, whatever state they are in. */
  readonly maxBytes: number;
  /** Most bytes that the regions of one tenant may take (default: `maxBytes`). */
  readonly maxTenantBytes?: number;
  /** How many warm regions to keep ready in each size class in use (default 2). */
  readonly reserveRegions?: number;
  /** Most bytes that may lie ready in all size classes together before anybody asks (default 256 MiB). */
  readonly reserveBytes?: number;
  /** How long a returned region may wait for its readers before it is unlinked (default 10 000). */
  readonly returnGraceMs?: number;
  /** The same for a region whose owner died (default 500). */
  readonly deathGraceMs?: number;
  /** How long a region may lie idle, and its class count as in use (default 60 000). */
  readonly idleTtlMs?: number;
  readonly clock?: Clock;
  /** When the run started; ids count up from there (default: now). */
  readonly startedAtUnixMs?: number;
  /** Told of what happens in the background, where nobody waits for a result. Must not throw. */
  readonly onEvent?: (event: PoolEvent) => void;
}

/** What the pool does on its own account. Ids only: no event holds an OS name. */
export type PoolEvent =
  | {
      /** Counters that no correct client writes: the region is unlinked and never used again. */
      readonly kind: "quarantined";
      readonly region: number;
      readonly lease: number;
      readonly session: number;
      readonly why: string;
    }
  | {
      /** Readers did not let go of the region in time: its name is gone, its bytes follow them. */
      readonly kind: "grace_passed";
      readonly region: number;
      readonly lease: number;
      readonly session: number;
    }
  /** A region for the warm reserve could not be made; leases will be slower, or fail by themselves. */
  | { readonly kind: "refill_failed"; readonly capacity: number; readonly error: ShmError }
  /** A region's name could not be taken away: its bytes stay until the next start sweeps them. */
  | { readonly kind: "unlink_failed"; readonly region: number; readonly error: ShmError };

export type ResolvedPoolOptions = Required<RegionPoolOptions>;

/** Fills in the defaults. @throws ShmError `INVALID_ARGUMENT` naming the option that is out of range. */
export function resolveOptions(options: RegionPoolOptions): ResolvedPoolOptions {
  const resolved: ResolvedPoolOptions = {
    maxTenantBytes: options.maxBytes,
    reserveRegions: 2,
    reserveBytes: 256 * MEBIBYTE,
    returnGraceMs: 10_000,
    deathGraceMs: 500,
    idleTtlMs: 60_000,
    clock: systemClock,
    startedAtUnixMs: Date.now(),
    onEvent: () => {},
    ...options,
  };
  for (const name of limits) {
    const value = resolved[name];
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new ShmError("INVALID_ARGUMENT", `${name} is ${value}; it must be a whole number >= 0`);
    }
  }
  return resolved;
}

const limits = [
  "maxBytes",
  "maxTenantBytes",
  "reserveRegions",
  "reserveBytes",
  "returnGraceMs",
  "deathGraceMs",
  "idleTtlMs",
  "startedAtUnixMs",
] as const;
