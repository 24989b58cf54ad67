// Writes docs/performance.md from bench/records/*.json, so that no figure is typed by hand.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Result } from "./record.js";

interface BenchRecord {
  readonly name: string;
  readonly measured_at: string;
  readonly machine: { cpu: string; cores: number; kernel: string; node: string };
  readonly results: Result[];
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const preamble = `# Performance

Written by \`make bench\` from \`bench/records/\`; do not edit.

How it is measured: sidecar, BEAM and one Python worker on one machine; the methods of a case are called in turn
in each round, so that what else the machine does hits both; each sample is the second of two calls of its kind, so that
none is charged for what the other leaves behind; warm regions; medians, with the 10th and 90th percentile behind them.
*Inline* is the same bytes in a \`bytes\` field of the same message on the same socket, sent without a copy in Elixir and
with the server's flow-control window opened to 8 MiB, because a ratio against an untuned path would flatter us.
A ratio is that of the medians; behind it stand the 10th and 90th percentile of the ratios of neighbouring samples.

`;

function section(record: BenchRecord): string {
  const { cpu, cores, kernel } = record.machine;
  const rows = record.results.map(
    ({ label, bar, measured, met }) =>
      `| ${label} | ${cell(measured)} | ${bar} | ${met ? "met" : "**not met**"} |`,
  );
  return [
    `## ${record.name}`,
    "",
    `${record.measured_at.slice(0, 10)}, ${cores} cores of ${cpu}, Linux ${kernel}.`,
    "",
    "| case | measured | bar | |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function cell(measured: unknown): string {
  return Object.entries(measured as Record<string, unknown>)
    .filter(([key]) => key !== "pairwise_ratio_p10_p90")
    .map(([key, value]) => `${key.replaceAll("_", " ")} ${text(key, value, measured)}`)
    .join("<br>");
}

function text(key: string, value: unknown, measured: unknown): string {
  if (key === "ratio") {
    const [low, high] = (measured as { pairwise_ratio_p10_p90: number[] }).pairwise_ratio_p10_p90;
    return `**${value}** (${low} to ${high})`;
  }
  if (Array.isArray(value)) return value.map((item) => Number(item).toFixed(1)).join(", ");
  if (typeof value === "object" && value !== null) {
    const { median, p10, p90 } = value as Record<string, number>;
    return `${median} (${p10} to ${p90})`;
  }
  return typeof value === "number" ? String(Number(value.toFixed(2))) : String(value);
}

const records = readdirSync(here("./records/"))
  .filter((file) => file.endsWith(".json"))
  .toSorted()
  .map((file) => JSON.parse(readFileSync(here(`./records/${file}`), "utf8")) as BenchRecord);
writeFileSync(here("../docs/performance.md"), preamble + records.map(section).join("\n"));
