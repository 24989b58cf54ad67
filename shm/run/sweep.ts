import { ShmError } from "../errors.js";
import { anyRunPrefix, parseName, runLockName, runPrefix } from "../names.js";
import type { SharedMemoryPlatform } from "../platform/contract.js";

/** What a sweep found and did. */
export interface SweepReport {
  /** Runs that were dead and of which nothing is left. */
  readonly deadRuns: readonly string[];
  /** Runs whose lock somebody holds: left alone. */
  readonly liveRuns: readonly string[];
  /** Names taken away, locks included. */
  readonly unlinked: number;
  /** Why some runs could not be swept: usually they belong to another user. */
  readonly failures: readonly SweepFailure[];
}

export interface SweepFailure {
  readonly run: string;
  readonly error: ShmError;
}

/**
 * Unlinks everything that dead runs left behind. A run is dead when its lock is missing or can be
 * taken, never by its age or a pid. Objects are only unlinked, never written: a reader that outlived
 * its sidecar keeps what it has mapped.
 *
 * @throws ShmError only when the directory itself cannot be listed.
 */
export function sweepDeadRuns(platform: SharedMemoryPlatform): SweepReport {
  const deadRuns: string[] = [];
  const liveRuns: string[] = [];
  const failures: SweepFailure[] = [];
  let unlinked = 0;
  for (const run of runsIn(platform)) {
    try {
      const removed = sweepRun(platform, run);
      if (removed === "live") {
        liveRuns.push(run);
      } else {
        deadRuns.push(run);
        unlinked += removed;
      }
    } catch (thrown) {
      failures.push({ run, error: ShmError.from(thrown) });
    }
  }
  return { deadRuns, liveRuns, unlinked, failures };
}

function runsIn(platform: SharedMemoryPlatform): Set<string> {
  const runs = new Set<string>();
  for (const name of platform.list(anyRunPrefix)) {
    const parsed = parseName(name);
    if (parsed !== null) runs.add(parsed.run);
  }
  return runs;
}

function sweepRun(platform: SharedMemoryPlatform, run: string): number | "live" {
  const lock = platform.tryLock(runLockName(run));
  if (lock === "held") return "live";
  try {
    // Listed anew, under the lock: what was listed before may be gone. The lock goes last, so that a
    // sweep that dies on the way is taken up by the next one.
    let unlinked = 0;
    for (const name of platform.list(runPrefix(run))) {
      if (parseName(name)?.kind === "object" && platform.unlink(name)) unlinked += 1;
    }
    if (lock !== "missing" && platform.unlink(lock.name)) unlinked += 1;
    return unlinked;
  } finally {
    if (lock !== "missing") lock.release();
  }
}
