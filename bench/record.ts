import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

/** One measured claim: what was measured, against which bar, and whether it was met. */
export interface Result {
  readonly label: string;
  readonly bar: string;
  readonly measured: unknown;
  readonly met: boolean;
}

/** Writes bench/records/<name>.json. @param covers ids of docs/requirement-ids.tsv that the record shows */
export function writeRecord(name: string, results: Result[], covers: string[] = []): void {
  const directory = fileURLToPath(new URL("./records/", import.meta.url));
  mkdirSync(directory, { recursive: true });
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model ?? "unknown",
    cores: cpus().length,
    memoryBytes: totalmem(),
    kernel: release().split(".").slice(0, 2).join("."),
    node: process.version,
  };
  const record = { name, measured_at: new Date().toISOString(), machine, covers, results };
  writeFileSync(`${directory}${name}.json`, `${JSON.stringify(record, null, 2)}\n`);
  for (const { label, bar, met } of results) {
    process.stdout.write(`${met ? "met    " : "NOT MET"} ${label}\n        ${bar}\n`);
  }
}

/** The middle value; NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
