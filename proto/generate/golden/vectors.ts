import { createHmac } from "node:crypto";
import type protobuf from "protobufjs";
import { goldenMessages } from "./messages.js";

interface MessageVector {
  readonly name: string;
  readonly message: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly hex: string;
}

function messageVectors(root: protobuf.Root): MessageVector[] {
  return goldenMessages.map(({ name, message, fields }) => {
    const type = root.lookupType(message);
    const encoded = type.encode(type.fromObject(fields)).finish();
    // Ids and 64-bit numbers as decimal strings, bytes as base64, enums by name: as proto3 JSON has it.
    const json = type.toObject(type.decode(encoded), {
      longs: String,
      enums: String,
      bytes: String,
    });
    return { name, message, json, hex: Buffer.from(encoded).toString("hex") };
  });
}

const sealFields = {
  region: "3757584384000001",
  lease: "3757584384000002",
  owner: "3757584384000003",
  n: "300",
  generation: "18",
  offset: "4096",
  length: "104857600",
  expires_at_ms: "1795200000000",
};

// Written from the drawing in docs/protocol.md ("Seal input"), on purpose without the project's own code.
function sealVector(): Record<string, unknown> {
  const type = Buffer.from("0801", "hex");
  const input = Buffer.alloc(84 + type.length);
  input.write("SPSHMRF1", "latin1");
  Object.values(sealFields).forEach((value, index) => {
    input.writeBigUInt64LE(BigInt(value), 8 + 8 * index);
  });
  input.writeUInt32LE(255, 72);
  input.writeUInt32LE(7, 76);
  input.writeUInt32LE(type.length, 80);
  type.copy(input, 84);
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  return {
    ref: { ...sealFields, record: 255, slot: 7, type: type.toString("hex") },
    key: key.toString("hex"),
    input: input.toString("hex"),
    seal: createHmac("sha256", key).update(input).digest("hex"),
  };
}

// A table of two records of which the second is leased, sealed once and has two bound slots.
function controlTableVector(): Record<string, unknown> {
  const table = Buffer.alloc(64 + 2 * 320);
  table.write("SPSHMCT1", "latin1");
  [1, 320, 2, 8].forEach((value, index) => {
    table.writeUInt32LE(value, 8 + 4 * index);
  });
  table.writeBigUInt64LE(77n, 24);
  const record = 64 + 320;
  [3757584384000002n, 18n, 131072n, 100000n].forEach((value, index) => {
    table.writeBigUInt64LE(value, record + 8 * index);
  });
  table.writeUInt32LE(0xe3069283, record + 32);
  table.writeUInt32LE(1, record + 36);
  const slots = [
    { reader: 78, addressed: 5, done: 4 },
    { reader: 79, addressed: 2, done: 2 },
  ];
  slots.forEach((slot, index) => {
    Object.values(slot).forEach((value, word) => {
      table.writeBigUInt64LE(BigInt(value), record + 64 + 32 * index + 8 * word);
    });
  });
  return {
    owner: 77,
    records: [
      { lease: 0, generation: 0, capacity: 0, length: 0, crc32c: 0, flags: 0, slots: [] },
      {
        lease: 3757584384000002,
        generation: 18,
        capacity: 131072,
        length: 100000,
        crc32c: 0xe3069283,
        flags: 1,
        slots,
      },
    ],
    outstanding: [0, 1],
    hex: table.toString("hex"),
  };
}

/** Every golden file: its path in the repository and its text. */
export function goldenVectors(root: protobuf.Root): Map<string, string> {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ["proto/golden/messages.json", json(messageVectors(root))],
    ["proto/golden/seal.json", json(sealVector())],
    ["proto/golden/control-table.json", json(controlTableVector())],
  ]);
}
