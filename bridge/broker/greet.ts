import type { wire } from "../../proto/index.js";
import { BrokerError } from "../errors/broker-error.js";
import { type CheckedHello, checkHello } from "../sessions/hello.js";
import type { Peer, Session } from "../sessions/session.js";
import type { BrokerContext } from "./context.js";

/**
 * Answers the first frame of a stream: opens the session that the hello asks for, or finds the one to resume.
 *
 * @throws BrokerError and ShmError; no session has been opened then
 */
export async function greet(
  context: BrokerContext,
  connection: string,
  frame: wire.ClientFrame,
): Promise<{ session: Session; welcome: wire.Welcome }> {
  if (frame.frame !== "hello" || !frame.hello) {
    throw new BrokerError("INVALID_ARGUMENT", "the first frame of a session must be a hello");
  }
  const peer = context.peerOf(connection);
  const hello = checkHello(frame.hello);
  const { resume } = frame.hello;
  const session = resume ? context.sessions.prove(resume, peer) : await open(context, hello, peer);
  return { session, welcome: welcome(context, session, hello.version, Boolean(resume)) };
}

async function open(context: BrokerContext, hello: CheckedHello, peer: Peer): Promise<Session> {
  const worker = workerOf(context, hello.workerSecret);
  try {
    return await context.sessions.open(hello, peer, worker);
  } catch (error) {
    // Its secret is spent: without a session it could only wait for its start to time out.
    context.workers.sessionEnded(worker, 0);
    throw error;
  }
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
