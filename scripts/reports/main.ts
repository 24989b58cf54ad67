/**
 * The end of `make test`: reads the three reports, looks for leftovers in shared memory, prints a table and the
 * closing line, and exits with 1 if anything failed. Called by scripts/test.sh.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readJunit, type TestCase } from "./junit.js";
import { findLeftovers, foreignLiveRuns, listObjects } from "./leftovers.js";
import {
  closingLine,
  renderFailures,
  renderTable,
  type SuiteResult,
  summarise,
} from "./summary.js";

const shmDirectory = "/dev/shm";

const { values } = parseArgs({
  options: {
    reports: { type: "string", default: "build/reports" },
    /** A file with the names in shared memory before the run, one a line. */
    before: { type: "string" },
    /** NAME=value in the environment of everything that the run started. */
    marker: { type: "string", default: "" },
    /** suite=what went wrong; or =what, for what belongs to no suite. */
    problem: { type: "string", multiple: true, default: [] },
  },
});

const problems = values.problem.map((text) => {
  const cut = text.indexOf("=");
  return { suite: text.slice(0, cut), what: text.slice(cut + 1) };
});

const suites = [
  readSuite("TypeScript", "mocha.xml"),
  readSuite("Python", "pytest.xml"),
  readSuite("Elixir", "exunit.xml"),
];
const others = problems.filter(({ suite }) => suite === "").map(({ what }) => what);
const leftovers = await settledLeftovers();
if (leftovers.length > 0) {
  others.push(
    `${leftovers.length} objects are left in ${shmDirectory}: ${leftovers.slice(0, 5).join(", ")}`,
  );
}

const summary = summarise(suites, others);
const line = closingLine(summary);
const output = [
  ...renderFailures(suites),
  "",
  ...renderTable(suites),
  "",
  ...others.map((o) => `failed  ${o}`),
  line,
];
writeFileSync(`${values.reports}/summary.txt`, `${line}\n`);
console.log(output.join("\n"));
process.exitCode = summary.failed > 0 ? 1 : 0;

function readSuite(suite: string, file: string): SuiteResult {
  const path = `${values.reports}/${file}`;
  const known = problems.find((problem) => problem.suite === suite)?.what;
  let cases: TestCase[] = [];
  let broken: string | undefined;
  try {
    if (existsSync(path)) cases = readJunit(readFileSync(path, "utf8"));
  } catch (error) {
    broken = error instanceof Error ? error.message : String(error);
  }
  const ran = cases.some((test) => test.outcome !== "skipped");
  const problem = known ?? broken ?? (ran ? undefined : "ran no test");
  return { suite, cases, ...(problem && { problem }) };
}

/** Processes that were told to stop may still be unlinking: they get five seconds. */
async function settledLeftovers(): Promise<string[]> {
  if (values.before === undefined) return [];
  const before = new Set(readFileSync(values.before, "utf8").split("\n"));
  let left: string[] = [];
  for (let attempt = 0; attempt < 20; attempt += 1) {
    left = findLeftovers(
      before,
      listObjects(shmDirectory),
      foreignLiveRuns(shmDirectory, values.marker),
    );
    if (left.length === 0) break;
    await sleep(250);
  }
  return left;
}
