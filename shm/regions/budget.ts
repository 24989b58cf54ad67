import { ShmError } from "../errors.js";

/** Counts the bytes that regions take, in all and by tenant, against their limits. */
export class Budget {
  readonly #maxBytes: number;
  readonly #maxTenantBytes: number;
  readonly #byTenant = new Map<string, number>();
  #used = 0;

  constructor(maxBytes: number, maxTenantBytes: number) {
    this.#maxBytes = maxBytes;
    this.#maxTenantBytes = maxTenantBytes;
  }

  get usedBytes(): number {
    return this.#used;
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  /** How many bytes would have to go first for `bytes` more to fit; 0 or less when they fit now. */
  excess(bytes: number): number {
    return this.#used + bytes - this.#maxBytes;
  }

  /** The same for the limit of one tenant. */
  tenantExcess(tenant: string, bytes: number): number {
    return this.#usedBy(tenant) + bytes - this.#maxTenantBytes;
  }

  /** @throws ShmError `LIMIT_EXCEEDED` naming the limit, its value and the usage. */
  take(tenant: string, bytes: number): void {
    const usedByTenant = this.#usedBy(tenant);
    assertFits("maxBytes", this.#maxBytes, this.#used, bytes);
    assertFits("maxTenantBytes", this.#maxTenantBytes, usedByTenant, bytes);
    this.#used += bytes;
    this.#byTenant.set(tenant, usedByTenant + bytes);
  }

  giveBack(tenant: string, bytes: number): void {
    this.#used -= bytes;
    const left = this.#usedBy(tenant) - bytes;
    if (left === 0) this.#byTenant.delete(tenant);
    else this.#byTenant.set(tenant, left);
  }

  #usedBy(tenant: string): number {
    return this.#byTenant.get(tenant) ?? 0;
  }
}

function assertFits(limit: string, value: number, used: number, wanted: number): void {
  if (used + wanted <= value) return;
  throw new ShmError(
    "LIMIT_EXCEEDED",
    `${wanted} bytes more do not fit ${limit} (${value} bytes, ${used} in use); ` +
      "return leases or raise the limit",
  );
}
