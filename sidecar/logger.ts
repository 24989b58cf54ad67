import { createLogger, format, type Logger, transports } from "winston";

export type { Logger };

/** JSON lines on standard error; standard output belongs to the ready line. */
export function createJsonLogger(level: string): Logger {
  return createLogger({
    level,
    format: format.combine(format.timestamp(), format.errors({ stack: true }), format.json()),
    transports: [new transports.Console({ stderrLevels: ["error", "warn", "info", "debug"] })],
  });
}
