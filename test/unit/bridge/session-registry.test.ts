import { expect } from "chai";
import { BrokerError, SessionRegistry } from "../../../bridge/index.js";
import { createSessionMemory } from "../../../bridge/sessions/memory.js";
import { IdCounter, memoryPlatform } from "../../../shm/index.js";
import { rejection } from "../../support/rejection.js";

const hello = { version: 1, client: "t", tenant: "t", maps: true, workerSecret: "" };
const peer = { pid: 1, uid: 1 };

describe("SessionRegistry", () => {
  const platform = memoryPlatform();
  let memoryIsWanted = (): void => {};

  const registry = (): SessionRegistry =>
    new SessionRegistry({
      createMemory: async (session) => {
        const memory = await createSessionMemory(platform, "0123abcd", session, 4);
        await new Promise<void>((resolve) => {
          memoryIsWanted = resolve;
        });
        return memory;
      },
      events: { opened: () => {}, died: () => {}, closed: () => {} },
      resumeGraceMs: 1_000,
      ids: new IdCounter(1),
    });

  it("leaves nothing of a session that was being opened while it closed", async () => {
    const sessions = registry();
    const opening = rejection<BrokerError>(sessions.open(hello, peer, null));
    await new Promise(setImmediate);
    expect(platform.list("snakepit-shm.")).to.have.length(2);
    const closed = sessions.close();
    memoryIsWanted();
    await closed;
    expect((await opening).code).to.equal("SIDECAR_UNAVAILABLE");
    expect(platform.list("snakepit-shm.")).to.deep.equal([]);
    expect(sessions.all()).to.deep.equal([]);
  });

  it("opens none any more once it is closed", async () => {
    const sessions = registry();
    await sessions.close();
    const refusal = await rejection<BrokerError>(sessions.open(hello, peer, null));
    expect(refusal).to.be.instanceOf(BrokerError).with.property("code", "SIDECAR_UNAVAILABLE");
  });
});
