import { z } from "zod";

const benchRecord = z.object({
  name: z.string(),
  measured_at: z.string(),
  machine: z.unknown(),
  covers: z.array(z.string()),
  results: z.array(
    z.object({ label: z.string(), bar: z.unknown(), measured: z.unknown(), met: z.boolean() }),
  ),
});

export type BenchRecord = z.infer<typeof benchRecord>;

/** A file of bench/records. Throws with the file's name where it is not one. */
export function readRecord(path: string, source: string): BenchRecord {
  try {
    return benchRecord.parse(JSON.parse(source));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`${path} is no benchmark record: ${reason}`, { cause });
  }
}
