import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { foreignLiveRuns } from "../../../scripts/reports/leftovers.js";

const marker = "SNAKEPIT_SHM_TEST_MARKER=ours";

describe("runs that somebody else has under way", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "live-runs-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** A process that holds the lock file of `run` open, as a sidecar does. */
  async function holder(run: string, env: NodeJS.ProcessEnv) {
    const script = `exec 5>'${directory}/snakepit-shm.${run}.lock'; echo ready; exec sleep 30`;
    const child = spawn("bash", ["-c", script], { env, stdio: ["ignore", "pipe", "ignore"] });
    await once(child.stdout, "data");
    return {
      async [Symbol.asyncDispose]() {
        child.kill();
        await once(child, "exit");
      },
    };
  }

  it("are those whose lock a process without our marker holds", async () => {
    await using _foreign = await holder("aaaaaaaa", { PATH: process.env.PATH });
    await using _ours = await holder("bbbbbbbb", {
      PATH: process.env.PATH,
      SNAKEPIT_SHM_TEST_MARKER: "ours",
    });
    expect([...foreignLiveRuns(directory, marker)]).to.deep.equal(["aaaaaaaa"]);
  });

  it("end with their process", async () => {
    {
      await using _foreign = await holder("aaaaaaaa", { PATH: process.env.PATH });
    }
    expect([...foreignLiveRuns(directory, marker)]).to.be.empty;
  });
});
