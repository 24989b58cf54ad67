import { status } from "@grpc/grpc-js";
import { expect } from "chai";
import { toServiceError } from "../../../bridge/errors/service-error.js";
import { BrokerError, errorCodeKey } from "../../../bridge/index.js";
import { ShmError, shmErrorCodes } from "../../../shm/index.js";

describe("toServiceError", () => {
  it("has a status for every code of shared memory, and an internal one only for faults", () => {
    const internal = shmErrorCodes.filter(
      (code) => toServiceError(new ShmError(code, "x")).code === status.INTERNAL,
    );
    expect(internal).to.deep.equal(["INTERNAL", "MAP_FAILED"]);
  });

  it("carries the code and the words of a refusal", () => {
    const error = toServiceError(new BrokerError("TOKEN_EXPIRED", "too late"));
    expect(error).to.include({ code: status.UNAUTHENTICATED, details: "too late" });
    expect(error.metadata.get(errorCodeKey)).to.deep.equal(["TOKEN_EXPIRED"]);
  });

  it("tells a peer nothing of an unexpected fault", () => {
    const error = toServiceError(new TypeError("secret is not a function"));
    expect(error.code).to.equal(status.INTERNAL);
    expect(JSON.stringify(error)).not.to.contain("secret");
  });
});
