// Reads raw samples (lines of `case <tab> method <tab> nanoseconds`, interleaved as they were measured), holds
// them against the bars, writes bench/records/<name>.json and prints a table.
import { readFileSync } from "node:fs";
import { median, type Result, writeRecord } from "../record.js";
import { type Bar, bars, fileFallbackBars } from "./bars.js";

type Samples = Map<string, Map<string, number[]>>;

function read(path: string): Samples {
  const samples: Samples = new Map();
  for (const line of readFileSync(path, "utf8").trim().split("\n")) {
    const [name = "", method = "", nanoseconds = ""] = line.split("\t");
    const methods = samples.get(name) ?? new Map<string, number[]>();
    samples.set(name, methods);
    methods.set(method, [...(methods.get(method) ?? []), Number(nanoseconds)]);
  }
  return samples;
}

function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round(fraction * (sorted.length - 1))] ?? Number.NaN;
}

const milliseconds = (ns: number): number => Number((ns / 1e6).toFixed(4));
const round = (value: number): number => Number(value.toFixed(2));

function judge(bar: Bar, samples: Samples): Result {
  const methods = samples.get(bar.case);
  const candidate = methods?.get(bar.candidate) ?? [];
  const baseline = methods?.get(bar.baseline) ?? [];
  const [fast, slow] = bar.slowdown === undefined ? [candidate, baseline] : [baseline, candidate];
  // Interleaved samples make pairs that saw the same machine: their ratios give the spread.
  const pairs = slow.map((value, index) => value / (fast[index] ?? Number.NaN));
  const ratio = median(slow) / median(fast);
  const met = ratio >= (bar.speedup ?? 0) && (bar.slowdown === undefined || ratio <= bar.slowdown);
  return {
    label: bar.label,
    bar: words(bar),
    measured: {
      ratio: round(ratio),
      pairwise_ratio_p10_p90: [round(quantile(pairs, 0.1)), round(quantile(pairs, 0.9))],
      [`${bar.candidate}_ms`]: spread(candidate),
      [`${bar.baseline}_ms`]: spread(baseline),
      samples: candidate.length,
    },
    met,
  };
}

function words({ candidate, baseline, speedup, slowdown }: Bar): string {
  if (speedup !== undefined) return `${candidate} at least ${speedup}x faster than ${baseline}`;
  if (slowdown !== undefined) return `${candidate} takes at most ${slowdown}x of ${baseline}`;
  return "none, for comparison";
}

function spread(values: readonly number[]): Record<string, number> {
  return {
    median: milliseconds(median(values)),
    p10: milliseconds(quantile(values, 0.1)),
    p90: milliseconds(quantile(values, 0.9)),
  };
}

const [rawSamples, name] = process.argv.slice(2);
if (rawSamples === undefined || (name !== "transfers" && name !== "transfers-file-fallback")) {
  throw new Error("usage: report.ts <raw samples> transfers|transfers-file-fallback");
}
const samples = read(rawSamples);
const results = (name === "transfers" ? bars : fileFallbackBars).map((bar) => judge(bar, samples));
for (const { label, measured } of results) {
  process.stdout.write(
    `${label.padEnd(62)} ${String((measured as { ratio: number }).ratio).padStart(7)}x\n`,
  );
}
writeRecord(name, results);
if (results.some(({ met }) => !met)) process.exitCode = 1;
