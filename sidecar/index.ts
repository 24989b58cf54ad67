export { type AdminClient, connectAdmin } from "./admin-client.js";
export { parseServeOptions, type ServeOptions } from "./config/options.js";
export { createJsonLogger } from "./logger.js";
export { type Sidecar, startSidecar } from "./sidecar.js";
export { ReportSpans } from "./telemetry/report-spans.js";
export { startTracing, type Tracing } from "./telemetry/tracing.js";
