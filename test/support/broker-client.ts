import { basename } from "node:path";
import {
  type ClientDuplexStream,
  credentials,
  makeClientConstructor,
  type ServiceError,
} from "@grpc/grpc-js";
import type { ClientFrame } from "../../proto/generated/snakepit/shm/v1/ClientFrame.js";
import type { Lease__Output } from "../../proto/generated/snakepit/shm/v1/Lease.js";
import type { OpenResponse__Output } from "../../proto/generated/snakepit/shm/v1/OpenResponse.js";
import type { ServerFrame__Output } from "../../proto/generated/snakepit/shm/v1/ServerFrame.js";
import type { Welcome__Output } from "../../proto/generated/snakepit/shm/v1/Welcome.js";
import { loadServices } from "../../proto/index.js";
import { type HeldLock, linuxPlatform } from "../../shm/index.js";

type Stream = ClientDuplexStream<ClientFrame, ServerFrame__Output>;
interface Proof {
  session: number;
  secret: Buffer;
}

/** A bare Broker client: what the SDKs do, in a few lines, for tests of the Broker itself. */
export class BrokerClient {
  readonly #client: UntypedClient;
  readonly stream: Stream;
  readonly frames: ServerFrame__Output[] = [];
  readonly #waiting: (() => void)[] = [];
  failure: ServiceError | null = null;
  ended = false;
  lock: HeldLock | null = null;
  proof: Proof = { session: 0, secret: Buffer.alloc(16) };

  constructor(socket: string) {
    const Constructor = makeClientConstructor(loadServices().broker, "Broker");
    // A pool of its own: clients of one test must not share one connection, or they are one peer.
    const options = { "grpc.use_local_subchannel_pool": 1 };
    this.#client = new Constructor(
      `unix:${socket}`,
      credentials.createInsecure(),
      options,
    ) as unknown as UntypedClient;
    this.stream = this.#client.Session();
    this.stream.on("data", (frame: ServerFrame__Output) => {
      this.frames.push(frame);
      this.#wake();
    });
    this.stream.on("error", (error: ServiceError) => {
      this.failure = error;
      this.#wake();
    });
    this.stream.on("end", () => {
      this.ended = true;
      this.#wake();
    });
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** The first frame, received already or to come, of which `pick` makes something. */
  async frame<Picked>(
    pick: (frame: ServerFrame__Output) => Picked | null | undefined,
  ): Promise<Picked> {
    for (;;) {
      for (const frame of this.frames) {
        const picked = pick(frame);
        if (picked) return picked;
      }
      if (this.failure !== null) throw this.failure;
      if (this.ended) throw new Error("the session stream has ended");
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Says hello and, unless told otherwise, takes the session lock and announces it. */
  async attach(hello: Partial<NonNullable<ClientFrame["hello"]>> = {}): Promise<Welcome__Output> {
    this.stream.write({ hello: { versions: [1], client: "test/1", maps: true, ...hello } });
    const welcome = await this.frame((frame) => frame.welcome);
    this.proof = { session: welcome.session, secret: welcome.secret };
    return welcome;
  }

  /** Attaches, holds the lock unless the session was resumed, and waits until the sidecar has heard of both. */
  async attachReady(
    hello: Partial<NonNullable<ClientFrame["hello"]>> = {},
  ): Promise<Welcome__Output> {
    const welcome = await this.attach(hello);
    if (!welcome.resumed) this.holdLock(welcome);
    // The announcement of the lock travels on the stream; an answered frame shows that it has arrived.
    this.stream.write({ heartbeat: { sentAtMs: 1 } });
    await this.frame((frame) => frame.heartbeat);
    return welcome;
  }

  /** Holds the session lock in this process, and says so. */
  holdLock(welcome: Welcome__Output): void {
    const path = welcome.lock?.path ?? "";
    const lock = linuxPlatform(path.slice(0, path.lastIndexOf("/"))).tryLock(basename(path));
    if (typeof lock === "string") throw new Error(`the session lock is ${lock}`);
    this.lock = lock;
    this.stream.write({ lockHeld: {} });
  }

  async lease(
    minBytes: number,
    count = 1,
    requestId = `${Math.random()}`,
  ): Promise<Lease__Output[]> {
    const request = { proof: this.proof, requestId, minBytes, count };
    return (await this.#call<{ leases: Lease__Output[] }>("Lease", request)).leases;
  }

  open(token: string): Promise<OpenResponse__Output> {
    return this.#call("Open", { proof: this.proof, token });
  }

  async giveBack(leases: number[]): Promise<void> {
    await this.#call("Return", { proof: this.proof, leases });
  }

  close(): void {
    this.lock?.release();
    this.stream.cancel();
    this.#client.close();
  }

  #call<Response>(method: "Lease" | "Open" | "Return", request: object): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client[method](request, (error: ServiceError | null, response: Response) =>
        error === null ? resolve(response) : reject(error),
      );
    });
  }
}

type Unary = (request: object, done: (error: ServiceError | null, response: never) => void) => void;
interface UntypedClient {
  Session(): Stream;
  Lease: Unary;
  Open: Unary;
  Return: Unary;
  close(): void;
}

/** The code of docs/errors.md that a refusal carries. */
export function errorCode(error: ServiceError): string {
  return String(error.metadata?.get("snakepit-error-code")[0] ?? "");
}
