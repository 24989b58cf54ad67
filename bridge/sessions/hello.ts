import type { wire } from "../../proto/index.js";
import { BrokerError } from "../errors/broker-error.js";

/** The protocol versions that this sidecar speaks, newest first. */
export const supportedVersions: readonly number[] = [1];

const defaultTenant = "default";
const tenantPattern = /^[\w.:-]{1,64}$/;

/** What a hello asks for, checked. */
export interface CheckedHello {
  readonly version: number;
  readonly client: string;
  readonly tenant: string;
  readonly maps: boolean;
  readonly workerSecret: string;
}

/** @throws BrokerError `VERSION_UNSUPPORTED` or `INVALID_ARGUMENT` */
export function checkHello(hello: wire.Hello): CheckedHello {
  const version = supportedVersions.find((candidate) => hello.versions.includes(candidate));
  if (version === undefined) {
    throw new BrokerError(
      "VERSION_UNSUPPORTED",
      `the client speaks protocol versions ${list(hello.versions)}, this sidecar ${list(supportedVersions)}; upgrade the older one`,
    );
  }
  const tenant = hello.tenant === "" ? defaultTenant : hello.tenant;
  if (!tenantPattern.test(tenant)) {
    throw new BrokerError("INVALID_ARGUMENT", "a tenant has 1 to 64 letters, digits, or . : _ -");
  }
  return {
    version,
    client: hello.client.slice(0, 64),
    tenant,
    maps: hello.maps,
    workerSecret: hello.workerSecret,
  };
}

function list(versions: readonly number[]): string {
  return versions.length === 0 ? "none" : versions.slice(0, 8).join(", ");
}
