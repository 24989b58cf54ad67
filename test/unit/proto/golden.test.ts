import { expect } from "chai";
import fc from "fast-check";
import protobuf from "protobufjs";
import { protoDirectory, protoFiles } from "../../../proto/index.js";
import { golden } from "../../support/golden.js";

interface MessageVector {
  name: string;
  message: string;
  json: Record<string, unknown>;
  hex: string;
}

const root = new protobuf.Root();
root.resolvePath = (_origin, target) =>
  target.startsWith("google/protobuf/") ? target : protoDirectory + target;
root.loadSync([...protoFiles], { keepCase: true });
root.resolveAll();

const toJson = { longs: String, enums: String, bytes: String } as const;

describe("golden messages", () => {
  for (const { name, message, json, hex } of golden<MessageVector[]>("messages.json")) {
    it(`${name}: decodes and encodes to the same bytes [GP-1.1]`, () => {
      const type = root.lookupType(message);
      expect(type.toObject(type.decode(Buffer.from(hex, "hex")), toJson)).to.deep.equal(json);
      const encoded = type.encode(type.fromObject(json)).finish();
      expect(Buffer.from(encoded).toString("hex")).to.equal(hex);
    });
  }

  it("no decoder does anything but throw an Error on bytes that are not a message", () => {
    const types = protoFiles
      .flatMap(() => ["ShmRef", "Term", "ClientFrame", "LeaseRequest", "OpenRequest"])
      .map((name) => root.lookupType(`snakepit.shm.v1.${name}`));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...types), (bytes, type) => {
        try {
          type.decode(bytes);
        } catch (error) {
          expect(error).to.be.instanceOf(Error);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("additions to the published bridge protocol", () => {
  it("use only field numbers from 100 up in published messages [GP-1.1]", () => {
    const ours = new Set(["ShmCall", "ShmReply", "ToolError"]);
    const bridge = root.lookup("snakepit.bridge") as protobuf.Namespace;
    const published = bridge.nestedArray.filter(
      (member): member is protobuf.Type =>
        member instanceof protobuf.Type && !ours.has(member.name),
    );
    expect(published).to.have.length.greaterThan(20);
    for (const type of published) {
      for (const field of type.fieldsArray) {
        const addition = field.resolvedType !== null && ours.has(field.resolvedType.name);
        expect(field.id >= 100, `${type.name}.${field.name}`).to.equal(addition);
      }
    }
  });
});
