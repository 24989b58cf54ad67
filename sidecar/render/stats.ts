import type { wire } from "../../proto/index.js";
import type { Style } from "./style.js";
import { formatBytes } from "./units.js";

/** What the sidecar holds, as three small tables. */
export function renderStats(stats: wire.StatsResponse__Output, style: Style): string {
  const limit = formatBytes(stats.maxRegionBytes);
  return [
    `${style.bold("run")} ${stats.run}, up ${Math.round(stats.uptimeMs / 1000)} s, ${stats.reports} transfer reports`,
    `${style.bold("memory")} ${formatBytes(stats.regionBytes)} of at most ${limit}, event loop late by at most ${stats.loopDelayMaxMs.toFixed(1)} ms`,
    "",
    table(
      ["class", "idle", "leased", "draining", "creating", "created", "reused", "unlinked"],
      stats.classes.map((row) => [
        formatBytes(row.capacity),
        ...[row.idle, row.leased, row.draining, row.creating],
        ...[row.createdTotal, row.reusedTotal, row.unlinkedTotal],
      ]),
      style,
    ),
    "",
    table(
      ["session", "client", "state", "tenant", "pid", "leases", "opened", "worker"],
      stats.sessions.map((row) => [
        ...[row.session, row.client, row.state, row.tenant],
        ...[row.pid, row.leases, row.opened, row.worker],
      ]),
      style,
    ),
    "",
    table(
      ["worker", "state", "pid", "restarts"],
      stats.workers.map((row) => [row.worker, row.state, row.pid, row.restarts]),
      style,
    ),
  ].join("\n");
}

function table(head: string[], rows: (string | number)[][], style: Style): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? "").length)),
  );
  const lines = cells.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "),
  );
  return [
    style.bold(lines[0] ?? ""),
    ...lines.slice(1),
    ...(rows.length === 0 ? [style.dim("none")] : []),
  ].join("\n");
}
