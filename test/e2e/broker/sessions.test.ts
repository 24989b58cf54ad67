import type { ServiceError } from "@grpc/grpc-js";
import { expect } from "chai";
import { BrokerClient, errorCode } from "../../support/broker-client.js";
import { eventually } from "../../support/eventually.js";
import { rejection } from "../../support/rejection.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

describe("Broker sessions", () => {
  let sidecar: SidecarProcess;
  let clients: BrokerClient[] = [];
  const client = (): BrokerClient => {
    const created = new BrokerClient(sidecar.socket);
    clients.push(created);
    return created;
  };
  const attached = async (): Promise<BrokerClient> => {
    const created = client();
    created.holdLock(await created.attach());
    return created;
  };
  const refusal = async (promise: Promise<unknown>): Promise<string> =>
    errorCode(await rejection<ServiceError>(promise));
  const sessions = async (): Promise<number[]> =>
    (await sidecar.admin.stats()).sessions.map((session) => session.session);

  before(async () => {
    sidecar = await startSidecarProcess(["--resume-grace-ms", "300"]);
  });
  afterEach(() => {
    for (const created of clients) created.close();
    clients = [];
  });
  after(async () => {
    await sidecar.stop();
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  it("welcomes a client with what it needs, and knows its process from the kernel [GP-11.1]", async () => {
    const welcome = await client().attach({ client: "test/2" });
    expect(welcome.version).to.equal(1);
    expect(welcome.run).to.equal(sidecar.run);
    expect(welcome.policy?.defaultThresholdBytes).to.equal(10_000_000);
    const stats = (await sidecar.admin.stats()).sessions.find(
      (session) => session.session === welcome.session,
    );
    expect(stats).to.include({ pid: process.pid, client: "test/2", state: "attached" });
  });

  it("refuses a client with which it shares no version, naming both sides [GP-1.3]", async () => {
    const error = await rejection<ServiceError>(client().attach({ versions: [7, 8] }));
    expect(errorCode(error)).to.equal("VERSION_UNSUPPORTED");
    expect(error.details).to.contain("7, 8").and.to.contain("this sidecar 1");
  });

  it("refuses a first frame that is no hello", async () => {
    const created = client();
    created.stream.write({ heartbeat: {} });
    const error = await rejection<ServiceError>(created.frame((frame) => frame.welcome));
    expect(errorCode(error)).to.equal("INVALID_ARGUMENT");
  });

  it("gives memory only to a client that holds its session lock", async () => {
    const created = client();
    const welcome = await created.attach();
    expect(await refusal(created.lease(1))).to.equal("LOCK_NOT_HELD");
    created.stream.write({ lockHeld: {} });
    expect(await refusal(created.lease(1)), "said so, but does not").to.equal("LOCK_NOT_HELD");
    created.holdLock(welcome);
    await created.frame((frame) => frame.workers);
    await eventually("a lease", () =>
      created.lease(1).then(
        () => true,
        () => false,
      ),
    );
  });

  it("accepts a session's calls only with its secret [SM-4.2]", async () => {
    const created = await attached();
    created.proof = { ...created.proof, secret: Buffer.alloc(16, 7) };
    expect(await refusal(created.lease(1))).to.equal("ACCESS_DENIED");
    created.proof = { ...created.proof, session: 1 };
    expect(await refusal(created.lease(1))).to.equal("SESSION_UNKNOWN");
  });

  it("keeps a session whose stream is lost while its process lives, and lets it resume [GP-11.4]", async () => {
    const first = await attached();
    const [lease] = await first.lease(1);
    first.stream.cancel();
    const second = client();
    const welcome = await second.attach({ resume: first.proof });
    expect(welcome.resumed).to.equal(true);
    expect(welcome.session).to.equal(first.proof.session);
    second.proof = first.proof;
    expect((await second.open(lease?.token ?? "")).lease).to.equal(lease?.lease);
  });

  it("does not let anybody else resume it", async () => {
    const first = await attached();
    const stolen = { ...first.proof, secret: Buffer.alloc(16) };
    const error = await rejection<ServiceError>(client().attach({ resume: stolen }));
    expect(errorCode(error)).to.equal("ACCESS_DENIED");
  });

  it("declares a session dead once its lock is free, tells the others, and removes its objects [GP-11.2]", async () => {
    const witness = await attached();
    const victim = await attached();
    await victim.lease(1, 2);
    const { session } = victim.proof;
    const before = sidecar.leftovers().length;
    victim.close();
    const death = await witness.frame((frame) => frame.peerDied);
    expect(death.session).to.equal(session);
    expect(await sessions()).not.to.include(session);
    // Its control table and its lock are gone; its two regions are idle, ready for the next lease.
    await eventually("the objects to go", () => sidecar.leftovers().length <= before - 2);
  });

  it("closes a session that does not come back, but keeps its count of it while its lock is held", async () => {
    const silent = await attached();
    await silent.lease(1);
    silent.stream.cancel();
    await eventually("closed", async () =>
      (await sidecar.admin.stats()).sessions.some((session) => session.state === "closed"),
    );
    expect(await refusal(silent.lease(1))).to.equal("SESSION_UNKNOWN");
    expect(await sessions()).to.include(silent.proof.session);
    silent.lock?.release();
    await eventually("dead", async () => !(await sessions()).includes(silent.proof.session));
  });
});
