import { Server } from "@grpc/grpc-js";
import {
  adminHandlers,
  type BrokerContext,
  brokerHandlers,
  CallCounter,
  createSessionMemory,
  defaultPolicy,
  LeaseKeys,
  RegionTokens,
  ReportLog,
  SessionRegistry,
  Trims,
  WorkerSupervisor,
} from "../bridge/index.js";
import { loadServices } from "../proto/index.js";
import type { ServeOptions } from "./config/options.js";
import { describeError } from "./describe-error.js";
import type { Logger } from "./logger.js";
import { measureLoopDelay } from "./loop-delay.js";
import { openMemory } from "./memory.js";
import { type Listener, listen } from "./socket/listener.js";
import { ReportSpans } from "./telemetry/report-spans.js";
import { startTracing, type Tracing } from "./telemetry/tracing.js";
import { workerLauncher } from "./worker-launcher.js";

const recordsPerSession = 256;
const keptTraces = 1_000;
const drainGraceMs = 2_000;

/** A running sidecar. */
export interface Sidecar {
  readonly run: string;
  /** Tells everybody, stops the workers, and leaves nothing in shared memory. */
  stop(why: string): Promise<void>;
}

/**
 * Starts a sidecar: sweeps what dead runs left, takes the run lock, listens, and starts the workers. Settles
 * when connections are accepted.
 */
export async function startSidecar(
  options: ServeOptions,
  logger: Logger,
  tracing: Tracing = startTracing(),
): Promise<Sidecar> {
  const memory = openMemory(options, logger);
  const log = new ReportLog(keptTraces);
  const spans = new ReportSpans(tracing);
  const loopDelay = measureLoopDelay();
  let listener: Listener | null = null;

  const launcher = workerLauncher({
    python: options.python,
    adapter: options.adapter ?? "",
    sidecarSocket: options.socket,
    run: memory.run,
    logger,
  });
  const workers = new WorkerSupervisor({
    count: options.workers,
    launch: launcher.launch,
    events: {
      changed: () => sessions.broadcast({ workers: workers.directory() }),
      died: (worker, how, restartInMs) => logger.warn("worker ended", { worker, how, restartInMs }),
      startTimedOut: (worker, afterMs) =>
        logger.error("worker did not get ready", { worker, afterMs }),
    },
  });

  const sessions = new SessionRegistry({
    createMemory: (session) =>
      createSessionMemory(memory.platform, memory.run, session, recordsPerSession),
    resumeGraceMs: options.resumeGraceMs,
    ids: memory.sessionIds,
    events: {
      opened: (session) => memory.pool.addSession(session.id, session.tenant, session.control),
      died: (session) => {
        logger.info("session dead", { session: session.id, client: session.client });
        session.lock.remove();
        // A client that never maps is dead with its stream, but a write of its may still be on its way.
        if (!session.maps) memory.pool.sessionClosed(session.id);
        memory.pool.sessionDied(session.id);
        workers.sessionEnded(session.worker, session.id);
        sessions.broadcast({ peerDied: { session: session.id } });
      },
      closed: (session) => {
        logger.warn("session did not come back", { session: session.id, client: session.client });
        memory.pool.sessionClosed(session.id);
        workers.sessionEnded(session.worker, session.id);
      },
    },
  });

  const policy = defaultPolicy(options.thresholdBytes);
  const context: BrokerContext = {
    run: memory.run,
    sessions,
    pool: memory.pool,
    tokens: new RegionTokens(options.tokenLifeMs),
    keys: new LeaseKeys(),
    workers,
    reports: {
      accept(report) {
        log.accept(report);
        if (tracing.wanted) spans.accept(report);
      },
    },
    counter: new CallCounter(),
    trims: new Trims(),
    limits: {
      ...memory.limits,
      maxRecords: recordsPerSession,
      heartbeatIntervalMs: options.heartbeatMs,
      resumeGraceMs: options.resumeGraceMs,
    },
    policy: () => policy,
    peerOf: (connection) => {
      if (listener === null) throw new Error("a call arrived before the listener was ready");
      return listener.peerOf(connection);
    },
    problem: (what, about, error) => logger.warn(what, { ...about, error: describeError(error) }),
  };

  const services = loadServices();
  const grpc = new Server({ "grpc.max_concurrent_streams": 10_000 });
  grpc.addService(services.broker, brokerHandlers(context));
  grpc.addService(services.admin, adminHandlers(context, log, loopDelay));
  try {
    listener = await listen(options.socket, grpc, (error) =>
      logger.error("a connection could not be accepted", { error: error.message }),
    );
    launcher.prepare();
  } catch (error) {
    await listener?.close();
    await memory.close();
    throw error;
  }
  workers.start();
  logger.info("listening", { run: memory.run, workers: options.workers });

  return {
    run: memory.run,
    async stop(why) {
      logger.info("stopping", { why });
      sessions.broadcast({ drain: { graceMs: drainGraceMs } });
      await workers.stop(drainGraceMs);
      launcher.remove();
      await sessions.close();
      await listener?.close();
      grpc.forceShutdown();
      await memory.close();
      await tracing.shutdown();
    },
  };
}
