import type { Outcome, TestCase } from "./junit.js";

export interface SuiteResult {
  suite: string;
  cases: TestCase[];
  /** What went wrong beside single tests: the suite did not start, crashed, ran too long. */
  problem?: string;
}

export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
}

export function countOutcomes(cases: TestCase[]): Summary {
  const count = (outcome: Outcome) => cases.filter((test) => test.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

/**
 * The sum over all suites. A problem that no failed test of its suite stands for counts as one failure, so that
 * the closing line never says `0 failed` when something failed.
 */
export function summarise(suites: SuiteResult[], otherProblems: string[]): Summary {
  const total: Summary = { passed: 0, failed: otherProblems.length, skipped: 0 };
  for (const { cases, problem } of suites) {
    const { passed, failed, skipped } = countOutcomes(cases);
    total.passed += passed;
    total.failed += failed === 0 && problem ? 1 : failed;
    total.skipped += skipped;
  }
  return total;
}

export function closingLine({ passed, failed, skipped }: Summary): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

const columns = ["suite", "passed", "failed", "skipped", "seconds"];

export function renderTable(suites: SuiteResult[]): string[] {
  const rows = suites.map(({ suite, cases, problem }) => {
    const { passed, failed, skipped } = countOutcomes(cases);
    const seconds = cases.reduce((sum, test) => sum + test.seconds, 0).toFixed(1);
    return { cells: [suite, `${passed}`, `${failed}`, `${skipped}`, seconds], problem };
  });
  const widths = columns.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row.cells[i] ?? "").length)),
  );
  const align = (cells: string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ");
  return [
    align(columns),
    ...rows.map((row) => align(row.cells) + (row.problem ? `   ${row.problem}` : "")),
  ];
}

/** The failed tests by name, with the first line of the reason. */
export function renderFailures(suites: SuiteResult[], limit = 30): string[] {
  const failed = suites.flatMap(({ suite, cases }) =>
    cases.filter((test) => test.outcome === "failed").map((test) => ({ suite, ...test })),
  );
  const lines = failed
    .slice(0, limit)
    .flatMap(({ suite, group, title, message }) => [
      `failed  ${suite}: ${group} ${title}`,
      ...(message ? [`        ${message.slice(0, 160)}`] : []),
    ]);
  if (failed.length > limit) lines.push(`        and ${failed.length - limit} more`);
  return lines;
}
