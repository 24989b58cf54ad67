/**
 * `make coverage-matrix`: writes docs/requirements.md from what ran, never from what the sources claim.
 * `--require FAMILY` (repeatable; ARGS="--require SM" with make) fails where that family has gaps.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readJunit } from "../reports/junit.js";
import { type Evidence, evidenceOfRecord, evidenceOfTests, unknownIds } from "./evidence.js";
import { readRequirements, readTable } from "./ids.js";
import { readRecord } from "./records.js";
import { type Matrix, missingIn, renderMatrix } from "./render.js";

const reports = { "mocha.xml": "TypeScript", "pytest.xml": "Python", "exunit.xml": "Elixir" };

const { values } = parseArgs({
  options: {
    require: { type: "string", multiple: true, default: [] },
    reports: { type: "string", default: "build/reports" },
    records: { type: "string", default: "bench/records" },
    out: { type: "string", default: "docs/requirements.md" },
  },
});

const absent = Object.keys(reports).filter((file) => !existsSync(`${values.reports}/${file}`));
if (absent.length > 0) {
  fail(
    `no ${absent.join(", ")} in ${values.reports}: run make test first; ${values.out} is left as it was`,
  );
  process.exit();
}

const matrix: Matrix = {
  requirements: readRequirements(readFileSync("docs/requirement-ids.tsv", "utf8")),
  evidence: [...testEvidence(), ...benchEvidence()],
  notShown: new Map(
    readTable(readFileSync("docs/requirements-not-shown.tsv", "utf8")).map(
      ([id = "", why = ""]) => [id, why],
    ),
  ),
};
writeFileSync(values.out, renderMatrix(matrix));
console.log(`wrote ${values.out}`);

const known = new Set(matrix.requirements.map(({ id }) => id));
for (const id of unknownIds(known, matrix.evidence))
  fail(`a test or benchmark names ${id}, which does not exist`);
for (const id of matrix.notShown.keys()) {
  if (!known.has(id)) fail(`docs/requirements-not-shown.tsv names ${id}, which does not exist`);
}
for (const family of values.require) {
  if (!matrix.requirements.some((one) => one.family === family))
    fail(`there is no family ${family}`);
  const missing = missingIn(family, matrix);
  if (missing.length > 0) fail(`${family} is not shown in full: ${missing.join(", ")}`);
}

function testEvidence(): Evidence[] {
  return Object.entries(reports).flatMap(([file, source]) =>
    evidenceOfTests(source, readJunit(readFileSync(`${values.reports}/${file}`, "utf8"))),
  );
}

function benchEvidence(): Evidence[] {
  if (!existsSync(values.records)) return [];
  return readdirSync(values.records)
    .filter((name) => name.endsWith(".json"))
    .map((name) => `${values.records}/${name}`)
    .map((path) => evidenceOfRecord(readRecord(path, readFileSync(path, "utf8"))));
}

function fail(reason: string): void {
  console.error(`error: ${reason}`);
  process.exitCode = 1;
}
