import { z } from "zod";

const MiB = 1024 * 1024;

/** Everything that `snakepit-shm serve` can be told, with its defaults. */
export const serveOptionsSchema = z.strictObject({
  socket: z.string().min(1).describe("path of the Unix socket to listen on"),
  directory: z.string().default("/dev/shm").describe("tmpfs directory for shared-memory objects"),
  workers: z.number().int().min(0).max(256).default(0).describe("Python workers to run"),
  adapter: z
    .string()
    .regex(/^[\w.]+:\w+$/, "must look like module:Class")
    .optional()
    .describe("what the workers serve, as module:Class"),
  python: z.string().default("python3").describe("Python interpreter of the workers"),
  maxBytes: z.number().int().positive().optional().describe("limit on the bytes of all regions"),
  thresholdBytes: z
    .number()
    .int()
    .nonnegative()
    .default(10 * 1000 * 1000)
    .describe("payloads of this size and more go through shared memory"),
  reserveBytes: z
    .number()
    .int()
    .nonnegative()
    .default(256 * MiB)
    .describe("limit on the bytes of idle regions that are kept warm ahead of demand"),
  tokenLifeMs: z.number().int().min(1_000).default(3_600_000).describe("life of a region token"),
  resumeGraceMs: z
    .number()
    .int()
    .nonnegative()
    .default(30_000)
    .describe("how long a detached session may come back"),
  heartbeatMs: z.number().int().min(100).default(5_000).describe("interval of session heartbeats"),
  lifeline: z.boolean().default(false).describe("stop when standard input ends"),
  logLevel: z
    .enum(["error", "warn", "info", "debug"])
    .default("info")
    .describe("least level logged"),
});

/** Options after defaults and checks: sizes in bytes, times in milliseconds. */
export type ServeOptions = z.output<typeof serveOptionsSchema>;

/**
 * Checks options as they came from the command line.
 *
 * @throws Error with one readable line for each thing that is wrong
 */
export function parseServeOptions(raw: unknown): ServeOptions {
  const parsed = serveOptionsSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  if (parsed.data.workers > 0 && parsed.data.adapter === undefined) {
    throw new Error(
      "--workers needs --adapter module:Class, the Python class whose tools they serve",
    );
  }
  assertSocketFits(parsed.data);
  return parsed.data;
}

// sun_path of a Unix socket on Linux, without its last zero.
const longestSocketPath = 107;
const longestWorkerSocket = ".workers/01234567.w256.999999.sock";

function assertSocketFits({ socket, workers }: ServeOptions): void {
  const limit = longestSocketPath - (workers > 0 ? longestWorkerSocket.length : 0);
  const bytes = Buffer.byteLength(socket);
  if (bytes <= limit) return;
  const whose =
    workers > 0 ? "so that the workers' sockets fit beside it" : "as the system demands";
  throw new Error(`the path of the socket has ${bytes} bytes; it may have ${limit}, ${whose}`);
}
