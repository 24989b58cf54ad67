import type { ServerDuplexStream } from "@grpc/grpc-js";
import type { wire } from "../../proto/index.js";
import { BrokerError } from "../errors/broker-error.js";
import { codeOf, toServiceError } from "../errors/service-error.js";
import { checkHello } from "../sessions/hello.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";
import { handleFrame } from "./frames.js";
import { repeatSettles } from "./settles.js";

type Stream = ServerDuplexStream<wire.ClientFrame, wire.ServerFrame>;

/** Serves one session stream from its hello to its end, whichever way it ends. */
export function serveSession(context: BrokerContext, stream: Stream): void {
  context.counter.called("Session");
  const send = (frame: wire.ServerFrame): void => void stream.write(frame);
  let session: Session | null = null;
  let silence: NodeJS.Timeout | undefined;

  const lost = (): void => {
    clearTimeout(silence);
    if (session !== null) context.sessions.detach(session, send);
  };
  const refuse = (thrown: unknown): void => {
    const code = codeOf(thrown);
    context.counter.refused(code);
    context.problem("session refused", { code, session: session?.id ?? 0 }, thrown);
    stream.emit("error", toServiceError(thrown));
    lost();
  };
  // Three missed heartbeats are a lost stream; the client resumes if it lives.
  const heard = (): void => {
    clearTimeout(silence);
    const limit = 3 * (context.limits.heartbeatIntervalMs ?? 5_000);
    silence = setTimeout(() => stream.end(), limit);
  };

  // Frames are handled one after the other: opening a session takes a moment, and what follows must wait.
  let turn: Promise<void> = Promise.resolve();
  stream.on("data", (frame: wire.ClientFrame) => {
    heard();
    turn = turn
      .then(async () => {
        if (session !== null) return handleFrame(context, session, frame);
        session = await greet(context, stream, frame);
        context.sessions.attach(session, send, () => stream.end());
        welcomeExtras(context, session);
        if (stream.cancelled) lost();
      })
      .catch(refuse);
  });
  stream.on("end", () => {
    turn.then(lost, lost);
    stream.end();
  });
  for (const event of ["cancelled", "close", "error"])
    stream.on(event, () => turn.then(lost, lost));
  heard();
}

async function greet(
  context: BrokerContext,
  stream: Stream,
  frame: wire.ClientFrame,
): Promise<Session> {
  if (frame.frame !== "hello" || !frame.hello) {
    throw new BrokerError("INVALID_ARGUMENT", "the first frame of a session must be a hello");
  }
  const peer = context.peerOf(stream.getPeer());
  const hello = checkHello(frame.hello);
  const resume = frame.hello.resume;
  const session = resume
    ? context.sessions.prove(resume, peer)
    : await context.sessions.open(hello, peer, workerOf(context, hello.workerSecret));
  stream.write({ welcome: welcome(context, session, hello.version, Boolean(resume)) });
  return session;
}

function workerOf(context: BrokerContext, secret: string): string | null {
  if (secret === "") return null;
  const worker = context.workers.claim(secret);
  if (worker === null)
    throw new BrokerError("ACCESS_DENIED", "no worker was started with this secret");
  return worker;
}

function welcome(
  context: BrokerContext,
  session: Session,
  version: number,
  resumed: boolean,
): wire.Welcome {
  return {
    session: session.id,
    secret: session.secret,
    version,
    run: context.run,
    control: { path: session.control.attachmentPath, size: session.control.bytes },
    lock: { path: session.lock.attachmentPath, size: 0 },
    policy: context.policy(),
    limits: context.limits,
    tenant: session.tenant,
    resumed,
  };
}

// What a client needs besides the welcome, and what it may have missed while it was detached.
function welcomeExtras(context: BrokerContext, session: Session): void {
  session.send({ workers: context.workers.directory() });
  repeatSettles(context, session);
}
