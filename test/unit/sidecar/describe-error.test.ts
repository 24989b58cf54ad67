import { expect } from "chai";
import { BrokerError } from "../../../bridge/index.js";
import { ShmError } from "../../../shm/index.js";
import { describeError } from "../../../sidecar/describe-error.js";

const name = `snakepit-shm.0123abcd.${"0f".repeat(16)}`;

describe("describeError", () => {
  it("tells a refusal in its words only", () => {
    expect(describeError(new BrokerError("ACCESS_DENIED", "no"))).to.equal("no");
  });

  it("tells an unexpected fault whole, also one that has a code of the system", () => {
    const fault = Object.assign(new Error("read failed"), { code: "EIO" });
    expect(describeError(fault)).to.contain("read failed").and.to.contain("describe-error.test");
  });

  it("tells the cause of a fault in shared memory, without the names of objects [SM-4.5]", () => {
    const cause = new Error(`ENOENT: no such file, open '/dev/shm/${name}'`);
    const told = describeError(ShmError.from(cause));
    expect(told).to.contain("caused by").and.to.contain("ENOENT").and.to.contain("<object>");
    expect(told).not.to.contain(name).and.not.to.contain("/dev/shm");
  });
});
