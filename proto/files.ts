import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The .proto files lie beside this module in the sources and in the published package's `proto/`
// folder when this module runs from `dist/proto/`.
function findProtoDirectory(): string {
  for (const candidate of ["./", "../../proto/"]) {
    const directory = fileURLToPath(new URL(candidate, import.meta.url));
    if (existsSync(`${directory}snakepit`)) return directory;
  }
  throw new Error("the .proto files are missing from this installation of snakepit-shm");
}

/** Absolute path, with a trailing slash, of the folder that imports in `.proto` files start from. */
export const protoDirectory: string = findProtoDirectory();

/** Every `.proto` file of this project, relative to {@link protoDirectory}. */
export const protoFiles: readonly string[] = [
  "snakepit/shm/v1/ref.proto",
  "snakepit/shm/v1/term.proto",
  "snakepit/shm/v1/report.proto",
  "snakepit/shm/v1/session.proto",
  "snakepit/shm/v1/broker.proto",
  "snakepit/shm/v1/worker.proto",
  "snakepit/shm/v1/admin.proto",
  "snakepit/bridge/snakepit_bridge.proto",
];
