import { expect } from "chai";
import { Background } from "../../../../../shm/platform/linux/background.js";

describe("Background", () => {
  it("never runs more jobs at once than it has places, and runs all, in order", async () => {
    const background = new Background(2);
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const jobs = [0, 1, 2, 3, 4].map((job) =>
      background.run(async () => {
        started.push(job);
        await new Promise<void>((resolve) => finish.push(resolve));
        return job;
      }),
    );
    for (const expected of [2, 3, 4, 5]) {
      await settled();
      expect(started).to.have.length(expected);
      finish.shift()?.();
    }
    for (const end of finish) end();
    expect(await Promise.all(jobs)).to.deep.equal([0, 1, 2, 3, 4]);
    expect(started).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it("gives a failed job's place on", async () => {
    const background = new Background(1);
    const failed = background.run(() => Promise.reject(new Error("no")));
    const next = background.run(async () => "ran");
    await failed.catch((error: Error) => expect(error.message).to.equal("no"));
    expect(await next).to.equal("ran");
  });
});

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
