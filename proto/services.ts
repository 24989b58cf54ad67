import type { ServiceDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { protoDirectory } from "./files.js";
import type { AdminDefinition } from "./generated/snakepit/shm/v1/Admin.js";
import type { BrokerDefinition } from "./generated/snakepit/shm/v1/Broker.js";

/** The services that the sidecar serves, with their codecs. */
export interface Services {
  readonly broker: BrokerDefinition & ServiceDefinition;
  readonly admin: AdminDefinition & ServiceDefinition;
}

/**
 * Reads the `.proto` files. 64-bit integers become numbers: every id fits 2^53 - 1 (docs/protocol.md,
 * "Numbers"), and a time in nanoseconds loses less than a microsecond.
 */
export function loadServices(): Services {
  const definitions = loadSync(["snakepit/shm/v1/broker.proto", "snakepit/shm/v1/admin.proto"], {
    includeDirs: [protoDirectory],
    longs: Number,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  return {
    broker: definitions["snakepit.shm.v1.Broker"],
    admin: definitions["snakepit.shm.v1.Admin"],
  } as unknown as Services;
}
