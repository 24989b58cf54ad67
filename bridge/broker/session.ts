import type { ServerDuplexStream } from "@grpc/grpc-js";
import type { wire } from "../../proto/index.js";
import { codeOf, toServiceError } from "../errors/service-error.js";
import type { Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";
import { handleFrame } from "./frames.js";
import { greet } from "./greet.js";
import { repeatSettles } from "./settles.js";

type Stream = ServerDuplexStream<wire.ClientFrame, wire.ServerFrame>;

// Far more than a client that reads is ever behind by, also when another one's settles come in a burst. Whoever
// does not read at all is silent before long: while its answers are not read, its heartbeats are not either.
const maxUnsentFrames = 10_000;

/** Serves one session stream from its hello to its end, whichever way it ends. */
export function serveSession(context: BrokerContext, stream: Stream): void {
  context.counter.called("Session");
  let session: Session | null = null;
  let over = false;
  let silence: NodeJS.Timeout | undefined;

  const send = (frame: wire.ServerFrame): void => {
    if (over || stream.destroyed) return;
    // Whoever does not read is cut off: what is kept for it must not grow without end. It may resume.
    if (stream.writableLength < maxUnsentFrames) stream.write(frame);
    else stream.destroy();
  };
  const lost = (): void => {
    if (over) return;
    over = true;
    clearTimeout(silence);
    if (session !== null) context.sessions.detach(session, send);
  };
  const hangUp = (): void => {
    lost();
    stream.end();
  };
  const refuse = (thrown: unknown): void => {
    const code = codeOf(thrown);
    context.counter.refused(code);
    context.problem("session refused", { code, session: session?.id ?? 0 }, thrown);
    lost();
    stream.emit("error", toServiceError(thrown));
  };
  // Three missed heartbeats are a lost stream; the client resumes if it lives.
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(hangUp, 3 * (context.limits.heartbeatIntervalMs ?? 5_000));
  };
  const begin = async (frame: wire.ClientFrame): Promise<void> => {
    const greeted = await greet(context, stream.getPeer(), frame);
    session = greeted.session;
    send({ welcome: greeted.welcome });
    context.sessions.attach(session, send, hangUp);
    // The stream was lost meanwhile, when there was no session yet that could have been detached.
    if (over) return context.sessions.detach(session, send);
    send({ workers: context.workers.directory() });
    if (greeted.welcome.resumed) repeatWhatWasMissed(context, session);
  };
  const handle = async (frame: wire.ClientFrame): Promise<void> => {
    try {
      const pending = session === null ? begin(frame) : handleFrame(context, session, frame);
      // One frame after the other: opening a session takes a moment, and what follows must wait. While answers
      // are not read no more questions are, so a client cannot pile up work here.
      if (pending === undefined && !stream.writableNeedDrain) return;
      stream.pause();
      await pending;
    } catch (thrown) {
      refuse(thrown);
    }
    if (stream.writableNeedDrain) stream.once("drain", () => stream.resume());
    else stream.resume();
  };

  stream.on("data", (frame: wire.ClientFrame) => {
    if (over) return;
    heard();
    void handle(frame);
  });
  stream.on("end", hangUp);
  for (const event of ["cancelled", "close", "error"]) stream.on(event, lost);
  heard();
}

function repeatWhatWasMissed(context: BrokerContext, session: Session): void {
  for (const dead of context.sessions.recentDeaths()) {
    session.send({ peerDied: { session: dead } });
  }
  repeatSettles(context, session);
}
