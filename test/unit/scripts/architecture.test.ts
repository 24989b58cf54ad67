import { expect } from "chai";
import {
  checkArchitecture,
  importsOf,
  isHandWritten,
} from "../../../scripts/architecture/rules.js";

const violations = (path: string, text: string) =>
  checkArchitecture([{ path, text }]).map(({ what }) => what);
const lines = (count: number) => "x\n".repeat(count);

describe("the architecture check", () => {
  describe("file sizes", () => {
    for (const path of [
      "shm/a.ts",
      "elixir_client/lib/a.ex",
      "python_client/snakepit_shm/a.py",
      "scripts/a.sh",
    ]) {
      it(`allows 200 lines and no more in ${path}`, () => {
        expect(violations(path, lines(200))).to.be.empty;
        expect(violations(path, lines(201))[0]).to.match(/^201 lines, at most 200/);
      });
    }

    for (const path of [
      "test/unit/a.test.ts",
      "elixir_client/test/a_test.exs",
      "python_client/tests/test_a.py",
    ]) {
      it(`allows 300 lines and no more in ${path}`, () => {
        expect(violations(path, lines(300))).to.be.empty;
        expect(violations(path, lines(301))).to.have.length(1);
      });
    }

    it("counts a last line without a line end", () => {
      expect(violations("shm/a.ts", `${lines(200)}x`)).to.have.length(1);
    });

    it("leaves generated files and data alone", () => {
      expect(isHandWritten({ path: "proto/generated/a.ts", text: "" })).to.equal(false);
      expect(isHandWritten({ path: "docs/a.md", text: "" })).to.equal(false);
      expect(
        isHandWritten({ path: "lib/a.ex", text: "# Generated from a.proto, do not edit.\n" }),
      ).to.equal(false);
    });
  });

  describe("import direction", () => {
    it("lets a higher layer use a lower one", () => {
      expect(violations("bridge/broker/lease.ts", 'import { x } from "../../shm/index.js";')).to.be
        .empty;
      expect(violations("sidecar/main.ts", 'import { x } from "../bridge/index.js";')).to.be.empty;
    });

    it("refuses the way back, static, type-only, dynamic and re-exported", () => {
      for (const text of [
        'import { x } from "../bridge/index.js";',
        'import type { x } from "../bridge/index.js";',
        'const x = await import("../bridge/index.js");',
        'export { x } from "../bridge/index.js";',
        'import "../bridge/index.js";',
      ]) {
        expect(violations("shm/pool.ts", text), text).to.have.length(1);
      }
    });

    it("refuses product code that imports a test", () => {
      expect(violations("shm/pool.ts", 'import { x } from "../test/support/x.js";')).to.have.length(
        1,
      );
    });

    it("does not read comments", () => {
      expect(
        importsOf('// import "a";\n/* from "b" */ import { c } from "c"; // from "d"'),
      ).to.deep.equal(["c"]);
    });
  });

  describe("what a folder may reach for", () => {
    it("keeps ffi-rs in shm/platform and shm/native", () => {
      const text = 'import { load } from "ffi-rs";';
      expect(violations("shm/platform/libc.ts", text)).to.be.empty;
      expect(violations("shm/native/peer.ts", text)).to.be.empty;
      expect(violations("shm/pool/pool.ts", text)).to.have.length(1);
      expect(violations("sidecar/main.ts", text)).to.have.length(1);
    });

    it("keeps the environment and the process out of shm and bridge", () => {
      const text = "const x = process.env.HOME;";
      expect(violations("shm/a.ts", text)).to.have.length(1);
      expect(violations("bridge/a.ts", text)).to.have.length(1);
      expect(violations("sidecar/a.ts", text)).to.be.empty;
      expect(violations("shm/a.ts", "// process.env is not ours\n")).to.be.empty;
    });

    it("keeps gRPC and logs out of shm", () => {
      expect(violations("shm/a.ts", 'import * as grpc from "@grpc/grpc-js";')).to.have.length(1);
      expect(violations("shm/a.ts", 'import winston from "winston";')).to.have.length(1);
      expect(violations("bridge/a.ts", 'import * as grpc from "@grpc/grpc-js";')).to.be.empty;
    });
  });
});
