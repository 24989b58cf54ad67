import { setTimeout } from "node:timers/promises";
import { type Tracer, trace } from "@opentelemetry/api";
import { NodeSDK, resources, type tracing } from "@opentelemetry/sdk-node";
import { ReportedIds } from "./reported-ids.js";

/** The OpenTelemetry SDK, set up for spans that are built from reports. */
export interface Tracing {
  readonly tracer: Tracer;
  readonly ids: ReportedIds;
  /** Whether anybody wants the spans. Building them for nobody would cost more than the transfers. */
  readonly wanted: boolean;
  /** Exports what is still held and stops. Never rejects: telemetry must not keep the sidecar from ending. */
  shutdown(): Promise<void>;
}

// A collector that does not answer would be asked again for much longer.
const lastExportMs = 2_000;

/** The standard variables that say where spans go. Without any of them nothing is exported. */
const exportVariables = [
  "OTEL_TRACES_EXPORTER",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
];

/** @param processors replaces what the OTEL_* variables say; for tests */
export function startTracing(processors?: tracing.SpanProcessor[]): Tracing {
  const ids = new ReportedIds();
  const exports =
    process.env.OTEL_TRACES_EXPORTER !== "none" &&
    exportVariables.some((name) => process.env[name]);
  // Left alone, the SDK would send to a collector on localhost that nobody asked for.
  const spanProcessors = processors ?? (exports ? undefined : []);
  const wanted = spanProcessors === undefined || spanProcessors.length > 0;
  const sdk = new NodeSDK({
    idGenerator: ids,
    instrumentations: [],
    autoDetectResources: false,
    resource: resources.resourceFromAttributes({ "service.name": "snakepit-shm" }),
    ...(spanProcessors === undefined ? {} : { spanProcessors }),
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return {
    tracer: trace.getTracer("snakepit-shm"),
    ids,
    wanted,
    shutdown: () =>
      Promise.race([
        sdk.shutdown().catch(() => {}),
        setTimeout(lastExportMs, undefined, { ref: false }),
      ]),
  };
}
