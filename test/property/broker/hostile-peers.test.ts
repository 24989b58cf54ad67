import { connect } from "node:net";
import { expect } from "chai";
import fc from "fast-check";
import { BrokerClient, errorCode } from "../../support/broker-client.js";
import { type SidecarProcess, startSidecarProcess } from "../../support/sidecar-process.js";

describe("hostile peers", () => {
  let sidecar: SidecarProcess;

  before(async () => {
    sidecar = await startSidecarProcess();
  });
  after(async () => {
    expect(await sidecar.stop()).to.equal(0);
    expect(sidecar.leftovers()).to.deep.equal([]);
  });

  const stillServes = async (): Promise<void> => {
    const client = new BrokerClient(sidecar.socket);
    expect((await client.attach()).session).to.be.greaterThan(0);
    client.close();
  };

  it("bytes that are no HTTP/2 do not disturb the sidecar", async () => {
    const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), fc.boolean(), async (bytes, greeted) => {
        await new Promise<void>((resolve) => {
          const socket = connect(sidecar.socket, () => {
            socket.end(greeted ? Buffer.concat([preface, bytes]) : bytes);
          });
          socket.on("error", () => resolve());
          socket.on("close", () => resolve());
          socket.resume();
        });
      }),
      { numRuns: 100 },
    );
    await stillServes();
  });

  it("frames in any order, with any numbers, get a typed refusal or none", async () => {
    const id = fc.oneof(fc.nat(), fc.maxSafeInteger(), fc.constant(Number.MAX_SAFE_INTEGER));
    const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
    const settle = fc.record({
      reader: id,
      owner: id,
      lease: id,
      record: fc.nat(),
      slot: fc.nat(),
      n: id,
    });
    const report = fc.record({
      traceId: bytes,
      spanId: bytes,
      parentSpanId: bytes,
      startedAtNs: id,
    });
    const frame = fc.oneof(
      fc.record({ settle }),
      fc.record({ lockHeld: fc.constant({}) }),
      fc.record({ heartbeat: fc.record({ sentAtMs: id }) }),
      fc.record({ reports: fc.record({ reports: fc.array(report, { maxLength: 3 }) }) }),
      fc.record({ tokenRenewal: fc.record({ leases: fc.array(fc.nat(), { maxLength: 5 }) }) }),
      fc.record({ workerReady: fc.record({ worker: fc.string(), socket: fc.string() }) }),
      fc.record({ hello: fc.record({ versions: fc.array(fc.nat(3)), tenant: fc.string() }) }),
      fc.constant({}),
    );
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 6 }), fc.boolean(), async (frames, polite) => {
        const client = new BrokerClient(sidecar.socket);
        if (polite) await client.attach();
        for (const next of frames) client.stream.write(next);
        client.stream.end();
        await client.frame(() => null).catch(() => {});
        if (client.failure !== null) codes.add(errorCode(client.failure));
        client.close();
      }),
      { numRuns: 150 },
    );
    expect([...codes]).to.include("INVALID_ARGUMENT");
    expect(codes, "a fault inside the sidecar").not.to.include("INTERNAL");
    await stillServes();
  });
});
