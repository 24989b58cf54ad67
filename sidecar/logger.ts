import { createLogger, format, type Logger, transports } from "winston";
import { RateLimit } from "./rate-limit.js";

export type { Logger };

const linesPerSecond = 500;
const maxUnreadBytes = 1024 * 1024;

/**
 * JSON lines on standard error; standard output belongs to the ready line. No peer can make it write without
 * end: lines beyond a rate, and lines that nobody reads, are dropped and counted.
 */
export function createJsonLogger(level: string): Logger {
  const limit = new RateLimit(linesPerSecond, (lines) =>
    logger.warn("log lines dropped", { lines }),
  );
  const bounded = format((info) => {
    if (process.stderr.writableLength < maxUnreadBytes) return limit.allows() && info;
    limit.drop();
    return false;
  });
  const logger = createLogger({
    level,
    format: format.combine(bounded(), format.timestamp(), format.json()),
    transports: [new transports.Console({ stderrLevels: ["error", "warn", "info", "debug"] })],
  });
  return logger;
}
