import { readFileSync } from "node:fs";
import { expect } from "chai";
import {
  type Evidence,
  evidenceOfRecord,
  evidenceOfTests,
  judge,
  unknownIds,
} from "../../../scripts/coverage-matrix/evidence.js";
import { idsIn, readRequirements, readTable } from "../../../scripts/coverage-matrix/ids.js";
import { readRecord } from "../../../scripts/coverage-matrix/records.js";
import { missingIn, renderMatrix } from "../../../scripts/coverage-matrix/render.js";
import type { TestCase } from "../../../scripts/reports/junit.js";

// Built from parts, so that the titles of these tests claim nothing.
const sm = (number: string) => `SM-${number}`;

const ran = (
  title: string,
  outcome: TestCase["outcome"],
  requirements: string[] = [],
): TestCase => ({
  group: "",
  title,
  outcome,
  seconds: 0,
  requirements,
});

const found = (cases: TestCase[]): Evidence[] => evidenceOfTests("TypeScript", cases);

describe("the coverage matrix", () => {
  it("finds ids of every family in a title, whole ones only", () => {
    const ids = [
      sm("5.1"),
      "GP-13.10",
      "PO-1.2",
      "GI-21",
      "PE-FR-001",
      "PE-SC-008",
      "PE-US1.1",
      "PE-E5",
    ];
    expect(idsIn(`maps fast [${ids.join(", ")}].`)).to.deep.equal(ids);
    expect(idsIn("XSM-5.1 SM-5 PE-FR-1 GI- sm-5.1 SM-5.1x")).to.be.empty;
  });

  it("counts an id when a test that carries it passed", () => {
    expect(judge(sm("5.1"), found([ran(`fast ${sm("5.1")}`, "passed")])).shown).to.equal(true);
    expect(judge(sm("5.1"), found([ran("fast", "passed", [sm("5.1")])])).shown).to.equal(true);
  });

  it("does not count it when one that carries it failed, was skipped, or carries another id", () => {
    const id = sm("5.1");
    const passed = ran(`a ${id}`, "passed");
    expect(judge(id, found([passed, ran(`b ${id}`, "failed")])).shown).to.equal(false);
    expect(judge(id, found([ran(`a ${id}`, "skipped")])).shown).to.equal(false);
    expect(judge(id, found([ran(`a ${sm("5.10")}`, "passed")])).shown).to.equal(false);
  });

  it("takes a benchmark as proof only when every bar was met", () => {
    const record = (mets: boolean[]) =>
      readRecord(
        "r.json",
        JSON.stringify({
          name: "map",
          measured_at: "2026-01-01",
          machine: "x",
          covers: [sm("5.1")],
          results: mets.map((met, i) => ({ label: `size ${i}`, bar: 1, measured: 2, met })),
        }),
      );
    expect(evidenceOfRecord(record([true, true])).outcome).to.equal("passed");
    expect(evidenceOfRecord(record([true, false]))).to.deep.include({
      outcome: "failed",
      title: "map (missed: size 1)",
    });
    expect(evidenceOfRecord(record([])).outcome).to.equal("failed");
  });

  it("names the file that is no benchmark record, and what is wrong", () => {
    expect(() => readRecord("bench/records/x.json", "{}")).to.throw(
      /bench\/records\/x\.json.*\n?.*name/,
    );
  });

  it("notices ids that do not exist", () => {
    expect(
      unknownIds(new Set([sm("5.1")]), found([ran(`a ${sm("5.1")} ${sm("99.1")}`, "passed")])),
    ).to.deep.equal([sm("99.1")]);
  });

  it("renders what is shown, what is not yet, and what cannot be", () => {
    const requirements = ["1.1", "1.2", "1.3", "1.4"].map((number) => ({
      id: sm(number),
      family: "SM",
      line: `line | ${number}`,
    }));
    const evidence = found([
      ran(`maps <b> [${sm("1.1")}] [GP-1.1, PE-FR-001]`, "passed"),
      ran(`breaks [${sm("1.4")}]`, "failed"),
    ]);
    const matrix = { requirements, evidence, notShown: new Map([[sm("1.2"), "needs a Mac"]]) };
    const text = renderMatrix(matrix);

    expect(text).to.contain("| SM | 4 | 1 | 2 | 1 |");
    expect(text).to.contain(`| ${sm("1.1")} | line \\| 1.1 | maps \\<b\\> (TypeScript) |`);
    expect(text).to.contain("cannot be shown here: needs a Mac");
    expect(text).to.match(/1\.3 \| not yet \|/);
    expect(text).to.contain(`not yet: breaks (TypeScript) failed`);
    expect(missingIn("SM", matrix)).to.deep.equal([sm("1.3"), sm("1.4")]);
  });
});

describe("the list of requirement ids", () => {
  const requirements = readRequirements(readFileSync("docs/requirement-ids.tsv", "utf8"));

  it("holds 286 different ids, each recognised, each with its family and a short line", () => {
    expect(new Set(requirements.map(({ id }) => id))).to.have.length(286);
    for (const { id, family, line } of requirements) {
      expect(idsIn(id), id).to.deep.equal([id]);
      expect(id.split("-")[0], id).to.equal(family);
      expect(line.split(" ").length, line).to.be.within(3, 14);
    }
  });

  it("knows every id that is excused, and each excuse has a reason", () => {
    const known = new Set(requirements.map(({ id }) => id));
    for (const [id = "", reason] of readTable(
      readFileSync("docs/requirements-not-shown.tsv", "utf8"),
    )) {
      expect(known.has(id), id).to.equal(true);
      expect(reason, id).to.be.a("string").that.is.not.empty;
    }
  });
});
