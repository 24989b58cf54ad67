import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import Mocha from "mocha";
import { type Outcome, type TestCase, writeJunit } from "./junit.js";

/** What mocha hands over, a test or a hook. */
type Ran = Mocha.Test | Mocha.Hook;

/** The usual tree on the terminal, and a JUnit report in the file that `output` names. */
export default class SpecAndJunit extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const output: unknown = options.reporterOptions?.output;
    if (typeof output !== "string")
      throw new Error("mocha: --reporter-option output=<file> is missing");

    const cases: TestCase[] = [];
    runner.on("pass", (test) => cases.push(describeCase(test, "passed")));
    runner.on("pending", (test) => cases.push(describeCase(test, "skipped")));
    runner.on("fail", (test: Ran, error: Error) =>
      cases.push({ ...describeCase(test, "failed"), message: error?.message ?? String(error) }),
    );
    runner.once("end", () => {
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, writeJunit("TypeScript", cases));
    });
  }
}

function describeCase(test: Ran, outcome: Outcome): TestCase {
  return {
    group: test.file ? relative(process.cwd(), test.file) : "",
    title: test.fullTitle(),
    outcome,
    seconds: (test.duration ?? 0) / 1000,
    requirements: [],
  };
}
