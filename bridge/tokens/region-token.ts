import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { BrokerError } from "../errors/broker-error.js";
import { KeyRing } from "./key-ring.js";

/** What a region token says: its bearer may open this lease's region for reading. */
export interface RegionClaims {
  readonly region: number;
  readonly lease: number;
  readonly owner: number;
  readonly record: number;
  readonly tenant: string;
}

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const payloadSchema = z.object({
  rgn: id,
  lse: id,
  own: id,
  rec: z.number().int().nonnegative(),
  ten: z.string(),
  acc: z.literal("ro"),
});

/** Signs and checks region tokens: JWT, HS256, short claim names because every ref carries one. */
export class RegionTokens {
  readonly #ring: KeyRing;
  readonly #lifeMs: number;
  readonly #now: () => number;

  /** @param lifeMs how long a token is good for, in milliseconds */
  constructor(lifeMs: number, now: () => number = Date.now) {
    this.#ring = new KeyRing(lifeMs, now);
    this.#lifeMs = lifeMs;
    this.#now = now;
  }

  /** From now on a new key signs; tokens of the old one stay good until they expire. */
  rotate(): void {
    this.#ring.rotate();
  }

  async sign(claims: RegionClaims): Promise<{ token: string; expiresAtMs: number }> {
    const key = this.#ring.current;
    const expiresAtSeconds = Math.floor((this.#now() + this.#lifeMs) / 1000);
    const token = await new SignJWT({
      rgn: claims.region,
      lse: claims.lease,
      own: claims.owner,
      rec: claims.record,
      ten: claims.tenant,
      acc: "ro",
    })
      .setProtectedHeader({ alg: "HS256", kid: key.id })
      .setExpirationTime(expiresAtSeconds)
      .sign(key.secret);
    return { token, expiresAtMs: expiresAtSeconds * 1000 };
  }

  /** @throws BrokerError `TOKEN_INVALID` or `TOKEN_EXPIRED` */
  async verify(token: string): Promise<RegionClaims> {
    const { payload } = await jwtVerify(token, (header) => this.#secretOf(header.kid), {
      algorithms: ["HS256"],
      currentDate: new Date(this.#now()),
      requiredClaims: ["exp"],
    }).catch((cause: unknown) => {
      if (cause instanceof errors.JWTExpired) {
        throw new BrokerError("TOKEN_EXPIRED", "the region token is past its time");
      }
      throw new BrokerError("TOKEN_INVALID", "the region token was not signed by this sidecar");
    });
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success) throw new BrokerError("TOKEN_INVALID", "the region token lacks a claim");
    const { rgn, lse, own, rec, ten } = parsed.data;
    return { region: rgn, lease: lse, owner: own, record: rec, tenant: ten };
  }

  #secretOf(keyId: string | undefined): Uint8Array {
    const key = this.#ring.find(keyId);
    if (key === null) throw new Error("unknown key");
    return key.secret;
  }
}
