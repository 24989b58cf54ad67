import type { ServeOptions } from "../config/options.js";
import { describeError } from "../describe-error.js";
import { holdLifeline } from "../lifeline.js";
import { createJsonLogger } from "../logger.js";
import { startSidecar } from "../sidecar.js";

/** Runs a sidecar until a signal or the end of its lifeline. */
export async function serve(options: ServeOptions): Promise<void> {
  // Whoever started the sidecar may be gone, and with it the reader of its output. That must not keep the
  // sidecar from cleaning up behind itself.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  const logger = createJsonLogger(options.logLevel);
  const starting = startSidecar(options, logger);
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    starting
      .then((sidecar) => sidecar.stop(why))
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error("could not stop cleanly", { error: describeError(error) });
          process.exit(1);
        },
      );
  };
  // They stay in place: a second signal must not cut the first one's cleaning short.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
    process.on(signal, () => stop(signal));
  const { run } = await starting;
  if (options.lifeline) holdLifeline(() => stop("the process that started the sidecar is gone"));
  if (!stopping) process.stdout.write(`snakepit-shm ready socket=${options.socket} run=${run}\n`);
}
