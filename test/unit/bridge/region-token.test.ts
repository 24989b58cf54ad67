import { expect } from "chai";
import fc from "fast-check";
import { SignJWT } from "jose";
import { type BrokerError, RegionTokens } from "../../../bridge/index.js";
import { rejection } from "../../support/rejection.js";

const claims = { region: 11, lease: 12, owner: 13, record: 4, tenant: "default" };
const lifeMs = 60_000;

describe("RegionTokens", () => {
  let now = 1_795_000_000_000;
  const tokens = (): RegionTokens => new RegionTokens(lifeMs, () => now);
  const codeFor = async (ring: RegionTokens, token: string): Promise<string> =>
    (await rejection<BrokerError>(ring.verify(token))).code;

  it("gives back the claims that it signed, and when they expire [GP-8.1]", async () => {
    const ring = tokens();
    const { token, expiresAtMs } = await ring.sign(claims);
    expect(await ring.verify(token)).to.deep.equal(claims);
    expect(expiresAtMs).to.equal(Math.floor((now + lifeMs) / 1000) * 1000);
  });

  it("refuses a token past its time [GP-8.1]", async () => {
    const ring = tokens();
    const { token } = await ring.sign(claims);
    now += lifeMs + 1_000;
    expect(await codeFor(ring, token)).to.equal("TOKEN_EXPIRED");
  });

  it("refuses a token of another sidecar [GP-8.2]", async () => {
    const { token } = await tokens().sign(claims);
    expect(await codeFor(tokens(), token)).to.equal("TOKEN_INVALID");
  });

  it("refuses a token that says it needs no signature [GP-8.2]", async () => {
    const encode = (part: object): string =>
      Buffer.from(JSON.stringify(part)).toString("base64url");
    const unsigned = `${encode({ alg: "none" })}.${encode({ rgn: 1, exp: 9e9 })}.`;
    expect(await codeFor(tokens(), unsigned)).to.equal("TOKEN_INVALID");
  });

  it("refuses a token signed with a key of the attacker's choice [GP-8.2]", async () => {
    const forged = await new SignJWT({ rgn: 1, lse: 1, own: 1, rec: 0, ten: "default", acc: "ro" })
      .setProtectedHeader({ alg: "HS256", kid: "mine" })
      .setExpirationTime("1h")
      .sign(new Uint8Array(32));
    expect(await codeFor(tokens(), forged)).to.equal("TOKEN_INVALID");
  });

  it("accepts the tokens of a rotated key until they expire", async () => {
    const ring = tokens();
    const { token } = await ring.sign(claims);
    ring.rotate();
    expect(await ring.verify(token)).to.deep.equal(claims);
    const fresh = await ring.sign(claims);
    expect(await ring.verify(fresh.token)).to.deep.equal(claims);
    now += lifeMs + 1_000;
    expect(await codeFor(ring, token)).to.equal("TOKEN_INVALID");
  });

  it("answers any other string with TOKEN_INVALID, and any changed character too [GP-8.2]", async () => {
    const ring = tokens();
    const { token } = await ring.sign(claims);
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (text) => {
        expect(await codeFor(ring, text)).to.equal("TOKEN_INVALID");
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 2), async (index) => {
        const other = token[index] === "A" ? "B" : "A";
        const changed = token.slice(0, index) + other + token.slice(index + 1);
        expect(await codeFor(ring, changed)).to.equal("TOKEN_INVALID");
      }),
      { numRuns: 200 },
    );
  });
});
