import { expect } from "chai";
import { newRunId, objectName } from "../../../shm/index.js";
import { parseName, runLockName, runPrefix } from "../../../shm/names.js";

describe("names", () => {
  it("say which run they belong to, and whether they are its lock", () => {
    const run = newRunId();
    expect(parseName(objectName(run))).to.deep.equal({ run, kind: "object" });
    expect(parseName(runLockName(run))).to.deep.equal({ run, kind: "lock" });
    expect(objectName(run).startsWith(runPrefix(run))).to.equal(true);
  });

  it("are as docs/protocol.md writes them", () => {
    expect(objectName("0123abcd")).to.match(/^snakepit-shm\.0123abcd\.[0-9a-f]{32}$/);
    expect(runLockName("0123abcd")).to.equal("snakepit-shm.0123abcd.lock");
  });

  it("do not repeat", () => {
    const names = Array.from({ length: 1000 }, () => objectName("0123abcd"));
    expect(new Set(names).size).to.equal(1000);
  });

  it("that are not ours are nobody's", () => {
    const foreign = [
      "snakepit-shm.0123abcd",
      "snakepit-shm.0123ABCD.lock",
      "snakepit-shm.0123abcd.lock.old",
      "x.snakepit-shm.0123abcd.lock",
      `snakepit-shm.0123abcd.${"0".repeat(31)}`,
    ];
    for (const name of foreign) expect(parseName(name), name).to.equal(null);
  });
});
