#!/usr/bin/env node
import { Command, InvalidArgumentError } from "commander";
import { printStats, printTrace, printTraces } from "./commands/inspect.js";
import { serve } from "./commands/serve.js";
import { parseServeOptions } from "./config/options.js";

const size = (text: string): number => {
  const match = /^(\d+(?:\.\d+)?)\s*([KMG]i?B?|B)?$/i.exec(text.trim());
  if (match === null)
    throw new InvalidArgumentError("give bytes, or a size like 64KiB, 10MB, 2GiB");
  const [, digits, unit = "B"] = match;
  const power = "BKMG".indexOf(unit.charAt(0).toUpperCase());
  const base = unit.toLowerCase().includes("i") ? 1024 : 1000;
  return Math.round(Number(digits) * base ** power);
};
const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("give a whole number");
  return Number(text);
};

const program = new Command("snakepit-shm")
  .description("Zero-copy transfer between the BEAM and Python through warm shared memory")
  .version("0.1.0");

program
  .command("serve")
  .description("run a sidecar: broker regions, supervise Python workers, record transfers")
  .requiredOption("--socket <path>", "Unix socket to listen on (its directory is made private)")
  .option("--directory <path>", "tmpfs directory for shared-memory objects (default: /dev/shm)")
  .option("--workers <count>", "Python workers to run (default: 0)", whole)
  .option("--adapter <module:Class>", "what the workers serve")
  .option("--python <path>", "Python interpreter of the workers (default: python3)")
  .option("--max-bytes <size>", "limit on all regions together (default: half of the tmpfs)", size)
  .option("--reserve-bytes <size>", "limit on warm idle regions (default: 256MiB)", size)
  .option("--threshold-bytes <size>", "shared memory from this size on (default: 10MB)", size)
  .option("--token-life-ms <ms>", "life of a region token (default: one hour)", whole)
  .option(
    "--resume-grace-ms <ms>",
    "how long a detached session may return (default: 30000)",
    whole,
  )
  .option("--heartbeat-ms <ms>", "interval of session heartbeats (default: 5000)", whole)
  .option("--lifeline", "stop when standard input ends")
  .option("--log-level <level>", "error, warn, info or debug (default: info)")
  .action((options) => serve(parseServeOptions(options)));

const inspecting = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .requiredOption("--socket <path>", "socket of the running sidecar")
    .option("--json", "print JSON");

inspecting("stats", "what a running sidecar holds: regions, sessions, workers").action(printStats);
inspecting("traces", "the most recent transfers, newest first")
  .option("--limit <count>", "how many", whole, 5)
  .action(printTraces);
inspecting("trace", "one transfer as a tree with its stages").argument("<id>").action(printTrace);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`snakepit-shm: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
