import type { TestCase } from "../reports/junit.js";
import { idsIn } from "./ids.js";
import type { BenchRecord } from "./records.js";

/** Something that ran and says which requirements it shows. */
export interface Evidence {
  ids: string[];
  source: string;
  title: string;
  outcome: TestCase["outcome"];
}

export function evidenceOfTests(source: string, cases: TestCase[]): Evidence[] {
  return cases
    .map((test) => ({
      ids: idsIn([test.title, ...test.requirements].join(" ")),
      source,
      title: test.title,
      outcome: test.outcome,
    }))
    .filter(({ ids }) => ids.length > 0);
}

/** A benchmark shows what it covers when every bar of it was met. */
export function evidenceOfRecord(record: BenchRecord): Evidence {
  const missed = record.results.filter((result) => !result.met).map((result) => result.label);
  const met = record.results.length > 0 && missed.length === 0;
  return {
    ids: record.covers,
    source: "benchmark",
    title: missed.length > 0 ? `${record.name} (missed: ${missed.join(", ")})` : record.name,
    outcome: met ? "passed" : "failed",
  };
}

export interface Verdict {
  shown: boolean;
  passed: Evidence[];
  failed: Evidence[];
}

/** An id is shown if something that carries it passed, and nothing that carries it failed. */
export function judge(id: string, evidence: Evidence[]): Verdict {
  const about = evidence.filter(({ ids }) => ids.includes(id));
  const passed = about.filter(({ outcome }) => outcome === "passed");
  const failed = about.filter(({ outcome }) => outcome === "failed");
  return { shown: passed.length > 0 && failed.length === 0, passed, failed };
}

/** Ids that something claims to show but that do not exist: typing errors. */
export function unknownIds(known: ReadonlySet<string>, evidence: Evidence[]): string[] {
  const claimed = evidence.flatMap(({ ids }) => ids);
  return [...new Set(claimed)].filter((id) => !known.has(id)).sort();
}
