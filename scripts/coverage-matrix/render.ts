import { type Evidence, judge } from "./evidence.js";
import type { Requirement } from "./ids.js";

export interface Matrix {
  requirements: Requirement[];
  evidence: Evidence[];
  /** Why an id cannot be shown by running anything here. */
  notShown: ReadonlyMap<string, string>;
}

const familyNames: Record<string, string> = {
  GP: "The gRPC protocol extension",
  SM: "Shared memory management",
  PO: "Performance optimisation",
  GI: "Snakepit's gRPC integration",
  PE: "The pipeline execution service",
};

const listed = 4;

/** docs/requirements.md. It holds no dates or times, so that it changes only when what is shown changes. */
export function renderMatrix(matrix: Matrix): string {
  const families = [...new Set(matrix.requirements.map(({ family }) => family))];
  return [
    "# Requirements and the tests that show them",
    "",
    "Written by `make coverage-matrix` from the reports of the last `make test` and from `bench/records/`; do not",
    "edit. A requirement counts as shown when a test that carries its id passed and none that carries it failed.",
    "",
    ...renderTotals(families, matrix),
    ...families.flatMap((family) => renderFamily(family, matrix)),
    "",
  ].join("\n");
}

/** The ids of a family that nothing shows and that no reason excuses. */
export function missingIn(family: string, { requirements, evidence, notShown }: Matrix): string[] {
  return requirements
    .filter((one) => one.family === family && !notShown.has(one.id))
    .filter(({ id }) => !judge(id, evidence).shown)
    .map(({ id }) => id);
}

function renderTotals(families: string[], matrix: Matrix): string[] {
  const rows = families.map((family) => {
    const members = matrix.requirements.filter((one) => one.family === family);
    const shown = members.filter(({ id }) => judge(id, matrix.evidence).shown).length;
    const notYet = missingIn(family, matrix).length;
    return `| ${family} | ${members.length} | ${shown} | ${notYet} | ${members.length - shown - notYet} |`;
  });
  return [
    "| family | requirements | shown | not yet | cannot be shown here |",
    "|---|---|---|---|---|",
    ...rows,
  ];
}

function renderFamily(family: string, matrix: Matrix): string[] {
  const rows = matrix.requirements
    .filter((one) => one.family === family)
    .map(({ id, line }) => `| ${id} | ${cell(line)} | ${renderProof(id, matrix)} |`);
  const title = familyNames[family] ? `${family}: ${familyNames[family]}` : family;
  return ["", `## ${title}`, "", "| id | in short | shown by |", "|---|---|---|", ...rows];
}

function renderProof(id: string, { evidence, notShown }: Matrix): string {
  const { shown, passed, failed } = judge(id, evidence);
  if (failed.length > 0) return `not yet: ${describe(failed)} failed`;
  if (shown) return describe(passed);
  const reason = notShown.get(id);
  return reason ? `cannot be shown here: ${cell(reason)}` : "not yet";
}

function describe(evidence: Evidence[]): string {
  const names = [
    ...new Set(evidence.map(({ title, source }) => `${cell(withoutIds(title))} (${source})`)),
  ].sort();
  const more = names.length > listed ? [`and ${names.length - listed} more`] : [];
  return [...names.slice(0, listed), ...more].join("<br>");
}

/** The ids at the end of a title serve this program, not its readers. */
function withoutIds(title: string): string {
  return title.replace(/\s*\[(?:[A-Z]{2}-[A-Z0-9.-]+(?:,\s*)?)+\]/g, "");
}

/** Text that cannot break out of its cell. */
function cell(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[\\|<>`*_[\]]/g, (character) => `\\${character}`);
}
