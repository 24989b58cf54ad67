import { readFileSync } from "node:fs";
import { expect } from "chai";

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
);

describe("package-lock.json", () => {
  // `npm install` leaves out what its registry does not have for other platforms, and then `npm ci` refuses
  // the lock file in every fresh clone. Such entries are written by hand, without `integrity`.
  it("has an entry for every platform package that a package names", () => {
    const locked = new Set(
      Object.keys(lock.packages).map((path) => path.split("node_modules/").at(-1)),
    );
    const named = Object.values(lock.packages).flatMap((one) =>
      Object.keys(one.optionalDependencies ?? {}),
    );
    expect(named.filter((name) => !locked.has(name))).to.be.empty;
  });

  it("pins a version for every package", () => {
    const unpinned = Object.entries(lock.packages).filter(
      ([path, { version }]) => path !== "" && !version,
    );
    expect(unpinned.map(([path]) => path)).to.be.empty;
  });
});
