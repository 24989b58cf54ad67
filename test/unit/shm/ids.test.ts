import { expect } from "chai";
import { IdCounter } from "../../../shm/index.js";

describe("IdCounter", () => {
  it("counts up from unix_seconds * 2^21, as docs/protocol.md says", () => {
    const ids = new IdCounter(1_700_000_000.9);
    expect(ids.next()).to.equal(1_700_000_000 * 2 ** 21 + 1);
    expect(ids.next()).to.equal(1_700_000_000 * 2 ** 21 + 2);
  });

  it("stays exact in a double until the year 2100", () => {
    const last = new IdCounter(Date.UTC(2100, 0) / 1000);
    const [first, second] = [last.next(), last.next()];
    expect(Number.isSafeInteger(second)).to.equal(true);
    expect(second - first).to.equal(1);
  });

  it("never gives 0, which is no id", () => {
    expect(new IdCounter(0).next()).to.equal(1);
  });
});
