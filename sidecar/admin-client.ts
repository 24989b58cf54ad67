import { credentials, makeClientConstructor, type ServiceError } from "@grpc/grpc-js";
import { loadServices, type wire } from "../proto/index.js";

/** What the read-only commands ask a running sidecar. */
export interface AdminClient {
  stats(request?: { resetLoopDelay: boolean }): Promise<wire.StatsResponse__Output>;
  traces(request: { traceId: Buffer; limit: number }): Promise<wire.Trace[]>;
  close(): void;
}

const deadlineMs = 5_000;

/** Connects to the sidecar that listens on this Unix socket. */
export function connectAdmin(socket: string): AdminClient {
  const Client = constructorOf();
  const client = new Client(`unix:${socket}`, credentials.createInsecure());
  const call = <Response>(method: string, request: object): Promise<Response> =>
    new Promise((resolve, reject) => {
      const options = { deadline: Date.now() + deadlineMs };
      const done = (error: ServiceError | null, response: Response): void =>
        error === null ? resolve(response) : reject(error);
      client[method]?.(request, options, done);
    });
  return {
    stats: (request = { resetLoopDelay: false }) => call("GetStats", request),
    traces: async (request) => (await call<{ traces: wire.Trace[] }>("GetTraces", request)).traces,
    close: () => client.close(),
  };
}

interface UntypedClient {
  close(): void;
  [method: string]: (...args: unknown[]) => void;
}

function constructorOf(): new (address: string, security: unknown) => UntypedClient {
  const created = makeClientConstructor(loadServices().admin, "Admin");
  return created as unknown as new (
    address: string,
    security: unknown,
  ) => UntypedClient;
}
