import { readFileSync, statSync } from "node:fs";
import type { ServiceError } from "@grpc/grpc-js";
import { expect } from "chai";
import { BrokerClient, errorCode } from "../../support/broker-client.js";
import { rejection } from "../../support/rejection.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

describe("Broker leases", () => {
  let sidecar: SidecarProcess;
  let owner: BrokerClient;
  let reader: BrokerClient;
  const refusal = async (promise: Promise<unknown>): Promise<string> =>
    errorCode(await rejection<ServiceError>(promise));
  const attached = async (hello = {}): Promise<BrokerClient> => {
    const created = new BrokerClient(sidecar.socket);
    await created.attachReady(hello);
    return created;
  };

  before(async () => {
    sidecar = await startSidecarProcess(["--max-bytes", "64MiB"]);
    owner = await attached();
    reader = await attached();
  });
  after(async () => {
    owner.close();
    reader.close();
    await sidecar.stop();
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  it("leases real shared memory of the right class, all pages allocated, for this user only [SM-1.1]", async () => {
    const [lease] = await owner.lease(100_000);
    const file = statSync(lease?.payload?.path ?? "");
    expect(lease?.capacity).to.equal(128 * 1024);
    expect(file.size).to.equal(128 * 1024);
    expect(file.blocks * 512).to.equal(128 * 1024);
    expect(file.mode & 0o777).to.equal(0o600);
  });

  it("lets a reader of the same tenant open it with the token, and nobody else [SM-4.4]", async () => {
    const [lease] = await owner.lease(1);
    const opened = await reader.open(lease?.token ?? "");
    expect(opened.lease).to.equal(lease?.lease);
    expect(opened.key).to.deep.equal(lease?.key);
    expect(opened.owner).to.equal(owner.proof.session);
    expect(readFileSync(opened.control?.path ?? "").toString("latin1", 0, 8)).to.equal("SPSHMCT1");
    const stranger = await attached({ tenant: "other" });
    expect(await refusal(stranger.open(lease?.token ?? ""))).to.equal("ACCESS_DENIED");
    stranger.close();
  });

  it("answers a repeated request with the same leases", async () => {
    const first = await owner.lease(1, 1, "again");
    const second = await owner.lease(1, 1, "again");
    expect(second.map((lease) => lease.lease)).to.deep.equal(first.map((lease) => lease.lease));
  });

  it("never answers with a lease that was given back, nor with a smaller one", async () => {
    const [lease] = await owner.lease(1, 1, "reused");
    expect(await refusal(owner.lease(1_000_000, 1, "reused"))).to.equal("INVALID_ARGUMENT");
    await owner.giveBack([lease?.lease ?? 0]);
    expect(await refusal(owner.lease(1, 1, "reused"))).to.equal("INVALID_ARGUMENT");
  });

  it("gives a returned region out again under a new lease, and voids the old token [SM-2.1]", async () => {
    const [lease] = await owner.lease(300_000);
    await owner.giveBack([lease?.lease ?? 0]);
    expect(await refusal(reader.open(lease?.token ?? ""))).to.equal("TOKEN_REVOKED");
    const regions = await Promise.all([1, 2, 3].map(() => owner.lease(300_000)));
    const leases = regions.flat();
    expect(leases.map((next) => next.region)).to.include(lease?.region);
    expect(leases.map((next) => next.lease)).not.to.include(lease?.lease);
  });

  it("does not let one session return another's lease", async () => {
    const [lease] = await owner.lease(1);
    expect(await refusal(reader.giveBack([lease?.lease ?? 0]))).to.equal("ACCESS_DENIED");
    expect((await reader.open(lease?.token ?? "")).lease).to.equal(lease?.lease);
  });

  it("refuses what is over the limit with the limit, its value and the usage [SM-2.5]", async () => {
    const error = await rejection<ServiceError>(owner.lease(128 * 1024 * 1024));
    expect(errorCode(error)).to.equal("LIMIT_EXCEEDED");
    expect(error.details).to.match(/maxBytes \(67108864 bytes, \d+ in use\)/);
  });

  it("refuses what no region can hold", async () => {
    expect(await refusal(owner.lease(2 ** 31))).to.equal("TOO_LARGE");
  });

  it("refuses nonsense with INVALID_ARGUMENT", async () => {
    expect(await refusal(owner.lease(1, 0))).to.equal("INVALID_ARGUMENT");
    expect(await refusal(owner.lease(1, 1_000_000))).to.equal("INVALID_ARGUMENT");
    expect(await refusal(owner.lease(1, 1, ""))).to.equal("INVALID_ARGUMENT");
  });

  it("names no object, path, key or token in any refusal or log line [SM-4.5]", async () => {
    await rejection(reader.open("no token at all"));
    const said = JSON.stringify(sidecar.log);
    expect(said).to.contain("TOKEN_INVALID");
    expect(said).not.to.match(/snakepit-shm\.[0-9a-f]{8}\.[0-9a-f]/);
    expect(said).not.to.contain("/dev/shm");
    expect(said).not.to.contain("eyJ");
  });

  it("asks others to bring idle leases back, but not as often as one client wishes", async () => {
    const greedy = await attached();
    for (let n = 0; n < 5; n += 1) {
      expect(await refusal(greedy.lease(64 * 1024 * 1024))).to.equal("LIMIT_EXCEEDED");
    }
    const asked = reader.frames.filter((frame) => frame.trim).length;
    expect(asked).to.be.within(1, 2);
    greedy.close();
  });

  it("asks nobody else to help a session that has no record left [SM-2.5]", async () => {
    const hoarder = await attached({ tenant: "hoarder" });
    let leased = 0;
    while (leased < 256) leased += (await hoarder.lease(1, 64)).length;
    const before = reader.frames.filter((frame) => frame.trim).length;
    expect(await refusal(hoarder.lease(1))).to.equal("LIMIT_EXCEEDED");
    await hoarder.frame((frame) => frame.trim);
    expect(reader.frames.filter((frame) => frame.trim).length).to.equal(before);
    hoarder.close();
  });
});
