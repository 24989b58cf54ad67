import type { Readable } from "node:stream";

/**
 * Calls back for each line of a stream of text. What of a line is beyond `maxLength` is dropped as it arrives,
 * so that a line without end takes no memory without end.
 */
export function readLines(stream: Readable, maxLength: number, take: (line: string) => void): void {
  let line = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const [first = "", ...others] = text.split("\n");
    line += first.slice(0, maxLength - line.length);
    for (const next of others) {
      take(line);
      line = next.slice(0, maxLength);
    }
  });
  stream.once("end", () => {
    if (line !== "") take(line);
  });
  // A pipe that breaks has ended.
  stream.on("error", () => {});
}
