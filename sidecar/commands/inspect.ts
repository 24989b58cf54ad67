import { type AdminClient, connectAdmin } from "../admin-client.js";
import { renderStats } from "../render/stats.js";
import { styleFor } from "../render/style.js";
import { renderTrace } from "../render/trace-tree.js";

interface Output {
  readonly socket: string;
  readonly json?: boolean;
}

/** `snakepit-shm stats`: what the sidecar holds. */
export function printStats(options: Output): Promise<void> {
  return ask(options, async (admin) => {
    const stats = await admin.stats();
    return options.json ? JSON.stringify(stats, null, 2) : renderStats(stats, style());
  });
}

/** `snakepit-shm traces`: the most recent transfers, newest first. */
export function printTraces(options: Output & { readonly limit: number }): Promise<void> {
  return ask(options, async (admin) => {
    const traces = await admin.traces({ traceId: Buffer.alloc(0), limit: options.limit });
    if (options.json) return JSON.stringify(traces, hexBuffers, 2);
    if (traces.length === 0) return "no transfers yet";
    return traces.map((trace) => renderTrace(trace, style())).join("\n\n");
  });
}

/** `snakepit-shm trace <id>`: one transfer as a tree. */
export function printTrace(id: string, options: Output): Promise<void> {
  if (!/^[0-9a-f]{32}$/.test(id)) {
    throw new Error(
      "a trace id has 32 hexadecimal digits; `snakepit-shm traces` lists the recent ones",
    );
  }
  return ask(options, async (admin) => {
    const [trace] = await admin.traces({ traceId: Buffer.from(id, "hex"), limit: 1 });
    if (trace === undefined)
      throw new Error("no such trace is kept; only the most recent ones are");
    return options.json ? JSON.stringify(trace, hexBuffers, 2) : renderTrace(trace, style());
  });
}

async function ask(
  options: Output,
  question: (admin: AdminClient) => Promise<string>,
): Promise<void> {
  const admin = connectAdmin(options.socket);
  try {
    process.stdout.write(`${await question(admin)}\n`);
  } finally {
    admin.close();
  }
}

function style() {
  return styleFor(process.stdout, process.env);
}

// JSON.stringify sees a Buffer as what its toJSON made of it.
function hexBuffers(_key: string, value: unknown): unknown {
  const buffer = value as { type?: string; data?: number[] } | null;
  return buffer?.type === "Buffer" ? Buffer.from(buffer.data ?? []).toString("hex") : value;
}
