/** `make check`: file sizes and the direction of imports, over every file that git knows or would add. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { checkArchitecture, isHandWritten } from "./architecture/rules.js";

const listed = execFileSync(
  "git",
  ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
  {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  },
);
const files = [...new Set(listed.split("\0"))]
  .filter((path) => isHandWritten({ path, text: "" }) && existsSync(path))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

const violations = checkArchitecture(files);
for (const { path, what } of violations) console.error(`${path}: ${what}`);
console.log(`${files.length} files, ${violations.length} violations`);
process.exitCode = violations.length > 0 ? 1 : 0;
