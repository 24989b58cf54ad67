import { spawn } from "node:child_process";
import { expect } from "chai";
import { type LaunchWorker, WorkerSupervisor } from "../../../bridge/index.js";
import { restartDelayMs } from "../../../bridge/workers/restart-policy.js";
import { eventually } from "../../support/eventually.js";

const announcement = { worker: "", socket: "/s", tools: [], features: ["shm.v1"] };

// The processes are real; what they do does not matter here, so they sleep.
describe("WorkerSupervisor", () => {
  let secrets: string[] = [];
  let changes = 0;
  let supervisor: WorkerSupervisor;

  const launch: LaunchWorker = ({ secret }) => {
    secrets.push(secret);
    const child = spawn("sleep", ["600"], { stdio: "ignore" });
    return {
      pid: child.pid ?? 0,
      exited: new Promise((resolve) => child.once("exit", (_code, signal) => resolve(`${signal}`))),
      kill: (signal) => void child.kill(signal),
    };
  };

  beforeEach(() => {
    secrets = [];
    changes = 0;
    const events = {
      changed: () => {
        changes += 1;
      },
      died: () => {},
      startTimedOut: () => {},
    };
    supervisor = new WorkerSupervisor({ count: 2, launch, events });
    supervisor.start();
  });
  afterEach(() => supervisor.stop(1_000));

  const state = (index: number) => supervisor.stats()[index];
  const makeReady = (index: number, session: number): void => {
    const worker = supervisor.claim(secrets[index] ?? "");
    if (worker === null) throw new Error("the secret was not accepted");
    supervisor.ready(worker, session, announcement);
  };

  it("lists a worker only after its handshake [GI-7]", () => {
    expect(supervisor.directory().workers).to.deep.equal([]);
    makeReady(1, 42);
    expect(supervisor.directory().workers).to.deep.equal([
      { ...announcement, worker: "w2", session: 42 },
    ]);
    expect(changes).to.equal(1);
  });

  it("accepts each worker's secret once, and no other", () => {
    expect(supervisor.claim("")).to.equal(null);
    expect(supervisor.claim("guess")).to.equal(null);
    expect(supervisor.claim(secrets[0] ?? "")).to.equal("w1");
    expect(supervisor.claim(secrets[0] ?? "")).to.equal(null);
  });

  it("takes a killed worker out of the directory and starts it again [GI-8]", async () => {
    makeReady(0, 42);
    process.kill(state(0)?.pid ?? 0, "SIGKILL");
    await eventually("restarted", () => state(0)?.restarts === 1 && state(0)?.state === "starting");
    expect(supervisor.directory().workers).to.deep.equal([]);
    expect(secrets).to.have.length(3);
    makeReady(2, 43);
    expect(supervisor.directory().workers?.map((worker) => worker.session)).to.deep.equal([43]);
  });

  it("replaces a worker that lives but has lost its session [GI-8]", async () => {
    makeReady(0, 42);
    supervisor.sessionEnded("w1", 42);
    expect(supervisor.directory().workers).to.deep.equal([]);
    await eventually("restarted", () => state(0)?.restarts === 1);
  });

  it("replaces a worker that lost its session before it was ready", async () => {
    expect(supervisor.claim(secrets[0] ?? "")).to.equal("w1");
    supervisor.sessionEnded("w1", 42);
    await eventually("restarted", () => state(0)?.restarts === 1 && state(0)?.state === "starting");
    supervisor.sessionEnded("w1", 42);
    expect(state(0)?.state, "the next process is not blamed for it").to.equal("starting");
  });

  it("leaves no process behind when it stops", async () => {
    makeReady(0, 42);
    const pids = [0, 1].map((index) => state(index)?.pid ?? 0);
    await supervisor.stop(1_000);
    for (const pid of pids) expect(() => process.kill(pid, 0)).to.throw("ESRCH");
    expect(supervisor.directory().workers).to.deep.equal([]);
  });
});

describe("WorkerSupervisor with difficult processes", () => {
  const died: string[] = [];
  const events = {
    changed: () => {},
    died: (_worker: string, how: string) => void died.push(how),
    startTimedOut: () => {},
  };
  let supervisor: WorkerSupervisor;

  afterEach(() => supervisor.stop(100));

  it("ends one by force that hangs after it lost its session [GI-8]", async () => {
    let secret = "";
    const launch: LaunchWorker = (spec) => {
      secret = spec.secret;
      const child = spawn("sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 1; done"]);
      const exited = new Promise<string>((resolve) =>
        child.once("exit", (_code, signal) => resolve(`${signal}`)),
      );
      child.stdout.once("data", () => {
        supervisor.ready(supervisor.claim(spec.secret) ?? "", 42, announcement);
        supervisor.sessionEnded("w1", 42);
      });
      return { pid: child.pid ?? 0, exited, kill: (signal) => void child.kill(signal) };
    };
    supervisor = new WorkerSupervisor({ count: 1, launch, events, endGraceMs: 50 });
    supervisor.start();
    const first = secret;
    await eventually("another one", () => secret !== first);
    expect(died.at(-1)).to.equal("SIGKILL");
  });

  it("tries again when a process cannot be launched at all", async () => {
    let launches = 0;
    const launch: LaunchWorker = () => {
      launches += 1;
      throw new Error("no descriptor left");
    };
    supervisor = new WorkerSupervisor({ count: 1, launch, events });
    supervisor.start();
    await eventually("a second launch", () => launches > 1);
    expect(died.at(-1)).to.contain("no descriptor left");
  });
});

describe("restartDelayMs", () => {
  it("starts small, doubles, and is bounded", () => {
    expect([1, 2, 3, 100].map(restartDelayMs)).to.deep.equal([50, 100, 200, 5_000]);
  });
});
