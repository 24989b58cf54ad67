import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ShmError, shmErrorCodes } from "../../../shm/index.js";

const catalogue = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");

describe("ShmError", () => {
  it("has only codes that docs/errors.md explains", () => {
    for (const code of shmErrorCodes) expect(catalogue).to.include(`| \`${code}\` |`);
  });

  it("starts its message with the code, and keeps the bare text and the cause", () => {
    const cause = new Error("root");
    const error = new ShmError("NO_SPACE", "full", { cause });
    expect(error.message).to.equal("NO_SPACE: full");
    expect(error.rawMessage).to.equal("full");
    expect(error.cause).to.equal(cause);
  });

  it("is made from anything, once", () => {
    const error = ShmError.from("a thrown string");
    expect(error.code).to.equal("INTERNAL");
    expect(error.cause).to.equal("a thrown string");
    expect(ShmError.from(error)).to.equal(error);
  });
});
