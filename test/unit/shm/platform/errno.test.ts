import { constants } from "node:os";
import { expect } from "chai";
import { ShmError } from "../../../../shm/index.js";
import { errorFromErrno, errorFromSystem, mappedErrnos } from "../../../../shm/platform/errno.js";

describe("the table of system errors", () => {
  it("knows only errors that this system has", () => {
    const known = Object.keys(constants.errno);
    for (const name of mappedErrnos) {
      // Quotas are no part of Node's list on every system.
      if (name !== "EDQUOT") expect(known).to.include(name);
    }
  });

  it("maps what the calls in use are documented to return", () => {
    const documented: [keyof typeof constants.errno, string][] = [
      ["ENOSPC", "NO_SPACE"],
      ["ENOMEM", "NO_SPACE"],
      ["EACCES", "ACCESS_DENIED"],
      ["EPERM", "ACCESS_DENIED"],
      ["EEXIST", "ACCESS_DENIED"],
      ["ELOOP", "ACCESS_DENIED"],
      ["ENOENT", "MAP_FAILED"],
      ["EMFILE", "LIMIT_EXCEEDED"],
      ["ENFILE", "LIMIT_EXCEEDED"],
      ["EFBIG", "LIMIT_EXCEEDED"],
      ["EOPNOTSUPP", "INVALID_ARGUMENT"],
      ["EIO", "INTERNAL"],
    ];
    for (const [name, code] of documented) {
      const error = errorFromErrno(constants.errno[name], "try");
      expect(error.code, name).to.equal(code);
      expect(error.message).to.include("cannot try: ").and.include(name);
    }
  });

  it("calls everything else INTERNAL, and still says what it was", () => {
    const odd = errorFromErrno(constants.errno.EXDEV, "try");
    expect([odd.code, odd.message.includes("EXDEV")]).to.deep.equal(["INTERNAL", true]);
    expect(errorFromErrno(9999, "try").message).to.include("errno 9999");
  });

  it("keeps what was thrown as the cause, and its path out of the message", () => {
    const thrown = Object.assign(new Error("ENOENT: open '/dev/shm/secret'"), { code: "ENOENT" });
    const error = errorFromSystem(thrown, "open");
    expect(error.code).to.equal("MAP_FAILED");
    expect(error.cause).to.equal(thrown);
    expect(error.message).to.not.include("secret");
  });

  it("leaves a ShmError as it is, and wraps what is no system error", () => {
    const error = new ShmError("NO_SPACE", "full");
    expect(errorFromSystem(error, "try")).to.equal(error);
    expect(errorFromSystem(new Error("odd"), "try").code).to.equal("INTERNAL");
  });
});
