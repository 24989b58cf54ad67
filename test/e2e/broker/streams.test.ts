import type { ServiceError } from "@grpc/grpc-js";
import { expect } from "chai";
import { BrokerClient, errorCode } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

describe("Broker session streams", () => {
  let sidecar: SidecarProcess;
  let clients: BrokerClient[] = [];
  const client = (): BrokerClient => {
    const created = new BrokerClient(sidecar.socket);
    clients.push(created);
    return created;
  };
  const attached = async (hello = {}): Promise<BrokerClient> => {
    const created = client();
    await created.attachReady(hello);
    return created;
  };
  const stateOf = async (of: BrokerClient): Promise<string> => {
    const { sessions } = await sidecar.admin.stats();
    return sessions.find((session) => session.session === of.proof.session)?.state ?? "gone";
  };

  afterEach(async () => {
    for (const created of clients) created.close();
    clients = [];
    expect(await sidecar.stop()).to.equal(0);
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  it("that stay silent for three heartbeats are ended, and their sessions detached", async () => {
    sidecar = await startSidecarProcess(["--heartbeat-ms", "100"]);
    const silent = await attached();
    await eventually("detached", async () => (await stateOf(silent)) === "detached");
    await eventually("the client hears of it", () => silent.ended);
  });

  it("of peers that do not read are cut off before much is kept for them", async () => {
    sidecar = await startSidecarProcess();
    const deaf = await attached();
    const owner = await attached();
    const [lease] = await owner.lease(1);
    deaf.stream.pause();
    const settle = { reader: deaf.proof.session, lease: lease?.lease ?? 0, slot: 0, n: 1 };
    for (let n = 1; n <= 20_000; n += 1) owner.stream.write({ settle: { ...settle, n } });
    await eventually("detached", async () => (await stateOf(deaf)) === "detached");
    expect(await stateOf(owner)).to.equal("attached");
  });

  it("are read no faster than their answers are", async () => {
    sidecar = await startSidecarProcess();
    const deaf = await attached();
    deaf.stream.pause();
    // More than what fits on the way, and on top of it more than is kept for anybody who does not read.
    const count = 18_000;
    for (let n = 0; n < count; n += 1) deaf.stream.write({ heartbeat: { sentAtMs: 2 ** 40 } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await stateOf(deaf)).to.equal("attached");
    deaf.stream.resume();
    await eventually("all answers", () => deaf.frames.length > count, 15_000);
  });

  it("give way to the stream that resumes their session", async () => {
    sidecar = await startSidecarProcess();
    const first = await attached();
    const second = await attached({ resume: first.proof });
    await eventually("the first to end", () => first.ended);
    first.stream.write({ heartbeat: { sentAtMs: 3 } });
    second.stream.write({ heartbeat: { sentAtMs: 4 } });
    await eventually(
      "an answer",
      () => second.frames.filter((frame) => frame.heartbeat).length > 1,
    );
    expect(await stateOf(second)).to.equal("attached");
  });

  it("that resume bring the deaths that were missed", async () => {
    sidecar = await startSidecarProcess();
    const victim = await attached();
    const owner = await attached();
    owner.stream.cancel();
    await eventually("detached", async () => (await stateOf(owner)) === "detached");
    victim.close();
    await eventually("dead", async () => (await stateOf(victim)) === "gone");
    const again = await attached({ resume: owner.proof });
    const death = await again.frame((frame) => frame.peerDied);
    expect(death.session).to.equal(victim.proof.session);
  });

  it("are over with their first fault, whatever else is on its way", async () => {
    sidecar = await startSidecarProcess();
    const confused = client();
    confused.stream.write({ lockHeld: {} });
    for (let n = 0; n < 20; n += 1) confused.stream.write({ hello: { versions: [1], maps: true } });
    await eventually("a refusal", () => confused.failure !== null);
    expect(errorCode(confused.failure as ServiceError)).to.equal("INVALID_ARGUMENT");
    expect((await sidecar.admin.stats()).refusals).to.deep.equal({ INVALID_ARGUMENT: 1 });
    expect(sidecar.log.filter((line) => line.message === "session dead")).to.deep.equal([]);
  });
});
