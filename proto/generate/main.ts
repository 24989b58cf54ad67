// Writes everything that is derived from the .proto files. `make check` fails when this leaves a diff.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";
import { protoDirectory, protoFiles } from "../files.js";
import { descriptorSet } from "./descriptor-set.js";
import { generateElixir } from "./elixir.js";
import { goldenVectors } from "./golden/vectors.js";

const repository = fileURLToPath(new URL("../../", import.meta.url));

// What TypeScript handles; the other files reach it through these or not at all.
const typedProtos = [
  "snakepit/shm/v1/broker.proto",
  "snakepit/shm/v1/admin.proto",
  "snakepit/shm/v1/worker.proto",
];

function write(relativePath: string, content: string | Uint8Array): void {
  const path = join(repository, relativePath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function loadRoot(): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) =>
    target.startsWith("google/protobuf/") ? target : join(protoDirectory, target);
  root.loadSync([...protoFiles], { keepCase: true });
  root.resolveAll();
  return root;
}

function generateTypeScript(): void {
  rmSync(join(repository, "proto/generated"), { recursive: true, force: true });
  execFileSync(
    join(repository, "node_modules/.bin/proto-loader-gen-types"),
    [
      "--longs=Number",
      "--enums=String",
      "--defaults",
      "--oneofs",
      "--grpcLib=@grpc/grpc-js",
      "--importFileExtension=.js",
      "--includeDirs=proto",
      "--outDir=proto/generated",
      ...typedProtos,
    ],
    { cwd: repository, stdio: ["ignore", "ignore", "inherit"] },
  );
}

const root = loadRoot();
generateTypeScript();
write("python_client/snakepit_shm/_proto/descriptors.binpb", descriptorSet(root));
for (const [path, source] of generateElixir(root)) write(path, source);
for (const [path, source] of goldenVectors(root)) write(path, source);
