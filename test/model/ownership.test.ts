import { expect } from "chai";
import { explore, type Violation } from "../../shm/model/explore.js";
import { protocolRules } from "../../shm/model/rules.js";
import { scenarios } from "../../shm/model/scenarios.js";
import { mutants } from "./mutants.js";

// 1 takes some 20 s; 2 some minutes and 5 GB (NODE_OPTIONS=--max-old-space-size=12000).
const depth = Number(process.env.SNAKEPIT_SHM_MODEL_DEPTH ?? 1);

describe("the ownership model", function () {
  this.timeout(0);

  describe("finds nothing wrong with the protocol [SM-3.4] [SM-3.5] [SM-6.3]", () => {
    for (const scenario of scenarios(depth)) {
      it(scenario.title, function () {
        const { states, transitions, violation } = explore(scenario, protocolRules);
        expect(violation, describeViolation(violation)).to.equal(null);
        if (this.test !== undefined) {
          this.test.title += ` (${states} states, ${transitions} transitions)`;
        }
      });
    }
  });

  describe("finds what is wrong when", () => {
    for (const mutant of mutants) {
      it(mutant.title, () => {
        const rules = { ...protocolRules, ...mutant.broken };
        const { violation } = explore(mutant.within, rules);
        expect(violation?.invariant, describeViolation(violation)).to.equal(mutant.finds);
      });
    }
  });
});

function describeViolation(violation: Violation | null): string {
  if (violation === null) return "nothing was found";
  return `${violation.invariant}, after\n  ${violation.trace.join("\n  ")}\n`;
}
