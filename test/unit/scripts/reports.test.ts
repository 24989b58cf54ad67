import { expect } from "chai";
import fc from "fast-check";
import { readJunit, type TestCase, writeJunit } from "../../../scripts/reports/junit.js";
import { findLeftovers, runOf } from "../../../scripts/reports/leftovers.js";
import {
  closingLine,
  renderFailures,
  renderTable,
  summarise,
} from "../../../scripts/reports/summary.js";
import { parseXml } from "../../../scripts/reports/xml.js";

const test = (outcome: TestCase["outcome"], title = "works"): TestCase => ({
  group: "a.test.ts",
  title,
  outcome,
  seconds: 0.5,
  requirements: [],
});

describe("test reports", () => {
  describe("JUnit XML", () => {
    it("reads a pytest report with properties, a failure, an error and a skip", () => {
      const cases = readJunit(`<?xml version="1.0" encoding="utf-8"?>
        <testsuites name="pytest tests"><testsuite name="pytest" tests="4">
          <testcase classname="tests.test_ref" name="test_a" time="0.25">
            <properties><property name="requirement" value="GP-13.1" /><property name="x" value="y" /></properties>
          </testcase>
          <testcase classname="tests.test_ref" name="test_b[1 &lt; 2]"><failure message="&#10;boom &amp; more">text</failure></testcase>
          <testcase classname="tests.test_ref" name="test_c"><error message="setup"><![CDATA[<not> xml & all]]></error></testcase>
          <!-- a comment with a <tag> -->
          <testcase classname="tests.test_ref" name='test_d "q"'><skipped type="pytest.skip" message="why" /></testcase>
        </testsuite></testsuites>`);

      expect(cases.map(({ title, outcome }) => [title, outcome])).to.deep.equal([
        ["test_a", "passed"],
        ["test_b[1 < 2]", "failed"],
        ["test_c", "failed"],
        ['test_d "q"', "skipped"],
      ]);
      expect(cases[0]).to.deep.include({ requirements: ["GP-13.1"], seconds: 0.25 });
      expect(cases[1]?.message).to.equal("boom & more");
    });

    it("gives back what it wrote, for any title", () => {
      const arbitrary = fc.record({
        group: fc.string(),
        title: fc.string(),
        outcome: fc.constantFrom<TestCase["outcome"]>("passed", "failed", "skipped"),
        requirements: fc.array(fc.constantFrom("GP-1.1", "PE-FR-001"), { maxLength: 2 }),
      });
      fc.assert(
        fc.property(fc.array(arbitrary), (generated) => {
          const cases = generated.map((one) => ({ ...one, seconds: 1 }));
          const read = readJunit(writeJunit("s", cases)).map(({ message: _, ...rest }) => rest);
          expect(read).to.deep.equal(cases);
        }),
      );
    });

    it("replaces what XML cannot carry", () => {
      const [read] = readJunit(writeJunit("s", [test("passed", "a\u0000b\u001b[31m")]));
      expect(read?.title).to.equal("a?b?[31m");
    });

    for (const broken of ["", "<a>", "<a></b>", "<a x=1/>", "text"]) {
      it(`refuses broken XML: ${JSON.stringify(broken)}`, () => {
        expect(() => parseXml(broken)).to.throw(/broken XML/);
      });
    }
  });

  describe("the summary", () => {
    const suites = [
      { suite: "TypeScript", cases: [test("passed"), test("passed"), test("skipped")] },
      {
        suite: "Python",
        cases: [test("passed"), test("failed", "sums")],
        problem: "ended with status 1",
      },
    ];

    it("sums over the suites and counts a failure once", () => {
      expect(summarise(suites, [])).to.deep.equal({ passed: 3, failed: 1, skipped: 1 });
    });

    it("never says that nothing failed when a suite crashed or something was left behind", () => {
      const crashed = { suite: "Elixir", cases: [], problem: "ran no test" };
      expect(summarise([...suites, crashed], ["2 objects are left"]).failed).to.equal(3);
    });

    it("ends with a plain line, skipped tests only where there are any", () => {
      expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).to.equal("12 passed, 0 failed");
      expect(closingLine({ passed: 1, failed: 2, skipped: 3 })).to.equal(
        "1 passed, 2 failed, 3 skipped",
      );
    });

    it("lines its columns up and names the problem beside its suite", () => {
      expect(renderTable(suites)).to.deep.equal([
        "suite       passed  failed  skipped  seconds",
        "TypeScript       2       0        1      1.5",
        "Python           1       1        0      1.0   ended with status 1",
      ]);
    });

    it("lists what failed up to a limit", () => {
      expect(renderFailures(suites, 1)).to.deep.equal(["failed  Python: a.test.ts sums"]);
      expect(renderFailures(suites, 0)).to.deep.equal(["        and 1 more"]);
    });
  });

  describe("leftovers in shared memory", () => {
    const now = [
      "snakepit-shm.aaaaaaaa.lock",
      "snakepit-shm.aaaaaaaa.1",
      "snakepit-shm.bbbbbbbb.2",
    ];

    it("are what appeared during the run", () => {
      expect(findLeftovers(new Set([now[1] ?? ""]), now, new Set())).to.deep.equal([
        now[0],
        now[2],
      ]);
    });

    it("are not what a live sidecar of somebody else holds", () => {
      expect(findLeftovers(new Set(), now, new Set(["aaaaaaaa"]))).to.deep.equal([now[2]]);
    });

    it("belong to the run in their name", () => {
      expect(runOf("snakepit-shm.0123abcd.ffff")).to.equal("0123abcd");
    });
  });
});
