import { expect } from "chai";
import { RateLimit } from "../../../sidecar/rate-limit.js";

describe("RateLimit", () => {
  it("lets so many through a second, and tells how many it held back", async () => {
    let allowed = 0;
    const heldBack = await new Promise<number>((resolve) => {
      const limit = new RateLimit(10, resolve);
      for (let n = 0; n < 1_000; n += 1) if (limit.allows()) allowed += 1;
      // Its own timer keeps no process alive.
      setTimeout(() => {}, 1_500);
    });
    // Twice as many where a second ended in between.
    expect(allowed).to.be.within(10, 20);
    expect(heldBack).to.equal(1_000 - allowed);
  });
});
