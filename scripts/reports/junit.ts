import { descendants, escapeXml, parseXml, type XmlElement } from "./xml.js";

export type Outcome = "passed" | "failed" | "skipped";

export interface TestCase {
  /** The file or module, as the suite names it. */
  group: string;
  title: string;
  outcome: Outcome;
  seconds: number;
  /** What the test says that it shows, beside what its title says. */
  requirements: string[];
  /** Why it failed, in a line. */
  message?: string;
}

/** Reads what mocha (our reporter), pytest and ExUnit write. */
export function readJunit(source: string): TestCase[] {
  return [...descendants(parseXml(source), "testcase")].map(readCase);
}

function readCase(element: XmlElement): TestCase {
  const { name = "", classname = "", time = "0" } = element.attributes;
  const problem = element.children.find((c) => c.name === "failure" || c.name === "error");
  const skipped = element.children.some((child) => child.name === "skipped");
  const requirements = [...descendants(element, "property")]
    .filter((property) => property.attributes.name === "requirement")
    .map((property) => property.attributes.value ?? "");
  return {
    group: classname,
    title: name,
    outcome: problem ? "failed" : skipped ? "skipped" : "passed",
    seconds: Number(time) || 0,
    requirements,
    ...(problem && { message: firstLine(problem.attributes.message ?? "") }),
  };
}

/** The same format, for our mocha reporter. */
export function writeJunit(suite: string, cases: TestCase[]): string {
  const failures = cases.filter((test) => test.outcome === "failed").length;
  const head = `<testsuite name="${escapeXml(suite)}" tests="${cases.length}" failures="${failures}">`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    head,
    ...cases.map(writeCase),
    "</testsuite>",
    "",
  ].join("\n");
}

function writeCase(test: TestCase): string {
  const attributes = `classname="${escapeXml(test.group)}" name="${escapeXml(test.title)}" time="${test.seconds}"`;
  const children = test.requirements.map(
    (id) => `<properties><property name="requirement" value="${escapeXml(id)}"/></properties>`,
  );
  if (test.outcome === "failed")
    children.push(`<failure message="${escapeXml(test.message ?? "")}"/>`);
  if (test.outcome === "skipped") children.push("<skipped/>");
  return `  <testcase ${attributes}>${children.join("")}</testcase>`;
}

function firstLine(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}
