import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Our objects in shared memory, by name. */
export function listObjects(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.startsWith("snakepit-shm."));
  } catch {
    return [];
  }
}

/**
 * What appeared since `before` and is still there, without the objects of live sidecars that do not belong
 * to this test run: another checkout may be at work on the same machine.
 */
export function findLeftovers(
  before: ReadonlySet<string>,
  now: string[],
  foreignRuns: ReadonlySet<string>,
): string[] {
  return now.filter((name) => !before.has(name) && !foreignRuns.has(runOf(name))).sort();
}

/** `snakepit-shm.<run>.<rest>` -> `<run>` */
export function runOf(name: string): string {
  return name.split(".")[1] ?? "";
}

/**
 * The runs whose lock file is held open by a process that was not started under `marker`, a `NAME=value`
 * pair in the environment that every process of a test run inherits.
 */
export function foreignLiveRuns(directory: string, marker: string): Set<string> {
  const runs = new Set<string>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const held = openFiles(pid).flatMap((path) => runLockOf(path, directory) ?? []);
    if (held.length > 0 && !environment(pid).includes(marker)) {
      for (const run of held) runs.add(run);
    }
  }
  return runs;
}

function runLockOf(path: string, directory: string): string | undefined {
  if (!path.startsWith(join(directory, "snakepit-shm."))) return undefined;
  return path.endsWith(".lock") ? runOf(path.slice(directory.length + 1)) : undefined;
}

/** Processes end while we look, and some are not ours to look into: both count as holding nothing. */
function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

function environment(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}
