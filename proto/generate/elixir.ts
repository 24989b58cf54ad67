import protobuf from "protobufjs";
import { elixirEnum, elixirMessage, elixirService } from "./elixir-definitions.js";
import { elixirFileName, generatedMarker } from "./elixir-names.js";

const outputDirectory = "elixir_client/lib/snakepit_shm/proto";

type Definition = { readonly file: string; readonly source: string };

// Enums first: messages ask them for their defaults while they are compiled.
function* definitionsIn(namespace: protobuf.NamespaceBase): Generator<Definition> {
  const isEnum = (node: protobuf.ReflectionObject): number => Number(node instanceof protobuf.Enum);
  for (const node of namespace.nestedArray.toSorted((a, b) => isEnum(b) - isEnum(a))) {
    const file = elixirFileName(node);
    if (node instanceof protobuf.Type) yield { file, source: elixirMessage(node) };
    else if (node instanceof protobuf.Enum) yield { file, source: elixirEnum(node) };
    else if (node instanceof protobuf.Service) yield { file, source: elixirService(node) };
    if (node instanceof protobuf.Namespace) yield* definitionsIn(node);
  }
}

/**
 * Elixir modules for every message, enum and service below `root`, one file for each `.proto` file.
 *
 * The files hold declarations only; `SnakepitShm.Proto.Message` turns them into a struct with
 * `encode/1` and `decode/1` when they are compiled. What comes out is already `mix format` clean.
 *
 * @returns sources by path, relative to the repository
 */
export function generateElixir(root: protobuf.Root): Map<string, string> {
  root.resolveAll();
  const files = new Map<string, string>();
  for (const { file, source } of definitionsIn(root)) {
    const path = `${outputDirectory}/${file}`;
    files.set(path, `${files.get(path) ?? generatedMarker}\n${source}`);
  }
  return files;
}
