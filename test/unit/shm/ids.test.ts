import { expect } from "chai";
import { IdCounter } from "../../../shm/index.js";

describe("IdCounter", () => {
  it("counts up from unix_milliseconds * 2^11, as docs/protocol.md says", () => {
    const ids = new IdCounter(1_700_000_000_123.9);
    expect(ids.next()).to.equal(1_700_000_000_123 * 2 ** 11 + 1);
    expect(ids.next()).to.equal(1_700_000_000_123 * 2 ** 11 + 2);
  });

  it("does not repeat the ids of a run that began in the same second", () => {
    const first = new IdCounter(1_700_000_000_100);
    const ids = Array.from({ length: 1_000 }, () => first.next());
    expect(new IdCounter(1_700_000_000_101).next()).to.be.greaterThan(Math.max(...ids));
  });

  it("stays exact in a double until the year 2100", () => {
    const last = new IdCounter(Date.UTC(2100, 0));
    const [first, second] = [last.next(), last.next()];
    expect(Number.isSafeInteger(second)).to.equal(true);
    expect(second - first).to.equal(1);
  });

  it("never gives 0, which is no id", () => {
    expect(new IdCounter(0).next()).to.equal(1);
  });
});
