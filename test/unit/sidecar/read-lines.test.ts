import { Readable } from "node:stream";
import { expect } from "chai";
import { readLines } from "../../../sidecar/read-lines.js";

const lines = async (chunks: string[], maxLength = 10): Promise<string[]> => {
  const taken: string[] = [];
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  readLines(stream, maxLength, (line) => taken.push(line));
  await new Promise((resolve) => stream.once("close", resolve));
  return taken;
};

describe("readLines", () => {
  it("puts lines together that arrive in pieces, and takes the last one without its end", async () => {
    expect(await lines(["on", "e\ntw", "o\n\nthr", "ee"])).to.deep.equal([
      "one",
      "two",
      "",
      "three",
    ]);
  });

  it("cuts a line that is too long, however it arrives", async () => {
    const long = "x".repeat(25);
    expect(await lines([`${long}\n${long}`, long, "\nend"])).to.deep.equal([
      "xxxxxxxxxx",
      "xxxxxxxxxx",
      "end",
    ]);
  });
});
