/** The requirement ids, and where they turn up in titles. */

export interface Requirement {
  id: string;
  family: string;
  line: string;
}

/** GP-1.1, SM-5.1, PO-13.6, GI-21, PE-FR-001, PE-SC-008, PE-US1.1, PE-E5 */
const pattern = /\b(?:(?:GP|SM|PO)-\d+\.\d+|GI-\d+|PE-(?:(?:FR|SC)-\d{3}|US\d+\.\d+|E\d+))\b/g;

export function idsIn(text: string): string[] {
  return [...new Set(text.match(pattern) ?? [])];
}

/** Rows of a tab-separated file under its header. */
export function readTable(source: string): string[][] {
  const rows = source.split("\n").filter((line) => line.trim() !== "");
  return rows.slice(1).map((line) => line.split("\t"));
}

export function readRequirements(source: string): Requirement[] {
  return readTable(source).map(([id = "", family = "", line = ""]) => ({ id, family, line }));
}
