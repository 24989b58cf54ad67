import {
  IdCounter,
  linuxPlatform,
  MAX_REGION_BYTES,
  MIN_REGION_BYTES,
  type PoolEvent,
  RegionPool,
  RunLock,
  type SharedMemoryPlatform,
  SLOTS_PER_RECORD,
  sweepDeadRuns,
} from "../shm/index.js";
import type { ServeOptions } from "./config/options.js";
import type { Logger } from "./logger.js";

/** The shared memory of one run. */
export interface RunMemory {
  readonly run: string;
  readonly platform: SharedMemoryPlatform;
  readonly pool: RegionPool;
  readonly sessionIds: IdCounter;
  readonly limits: { minRegionBytes: number; maxRegionBytes: number; slotsPerRecord: number };
  /** Unlinks everything, the run lock last. */
  close(): Promise<void>;
}

/**
 * Takes the run lock and makes the pool, after unlinking what dead runs left behind.
 *
 * @throws ShmError when the directory cannot hold shared memory
 */
export function openMemory(options: ServeOptions, logger: Logger): RunMemory {
  const platform = linuxPlatform(options.directory);
  sweep(platform, logger);
  const lock = RunLock.acquire(platform);
  const { run } = lock;
  const startedAtUnixMs = Date.now();
  const pool = new RegionPool({
    platform,
    run,
    startedAtUnixMs,
    maxBytes: options.maxBytes ?? Math.floor(platform.usage().totalBytes / 2),
    reserveBytes: options.reserveBytes,
    onEvent: (event) => logPoolEvent(logger, event),
  });
  return {
    run,
    platform,
    pool,
    sessionIds: new IdCounter(startedAtUnixMs),
    limits: {
      minRegionBytes: MIN_REGION_BYTES,
      maxRegionBytes: MAX_REGION_BYTES,
      slotsPerRecord: SLOTS_PER_RECORD,
    },
    async close() {
      await pool.close();
      lock.release();
    },
  };
}

function sweep(platform: SharedMemoryPlatform, logger: Logger): void {
  const { deadRuns, unlinked, failures } = sweepDeadRuns(platform);
  if (unlinked > 0) logger.info("swept what dead runs left", { runs: deadRuns.length, unlinked });
  for (const { run, error } of failures) {
    logger.warn("could not sweep a dead run; remove it as its owner", {
      run,
      error: error.message,
    });
  }
}

function logPoolEvent(logger: Logger, event: PoolEvent): void {
  const { kind, ...about } = event;
  const error = "error" in about ? { error: about.error.message } : {};
  logger.warn(`region pool: ${kind.replaceAll("_", " ")}`, { ...about, ...error });
}
