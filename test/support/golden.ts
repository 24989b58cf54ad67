import { readFileSync } from "node:fs";
import { join } from "node:path";
import { protoDirectory } from "../../proto/index.js";

/** One of the golden files that all three languages read. */
export function golden<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(protoDirectory, "golden", file), "utf8")) as Content;
}
