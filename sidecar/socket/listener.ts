import { mkdirSync, rmSync, statSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import type { Server as GrpcServer } from "@grpc/grpc-js";
import { ServerCredentials } from "@grpc/grpc-js";
import type { Peer } from "../../bridge/index.js";
import { peerCredentials } from "../../shm/index.js";

/** An open listener on the sidecar's Unix socket. */
export interface Listener {
  /** The process at the other end of the connection that gRPC calls by this name. */
  peerOf(connection: string): Peer;
  close(): Promise<void>;
}

const backlog = 4_096;

/**
 * Listens on a Unix socket that only this user can reach, and hands each connection to gRPC under a name
 * that stands for its kernel-proven peer. gRPC itself would call every peer "unknown".
 *
 * @throws Error when another process already listens there
 */
export async function listen(path: string, grpc: GrpcServer): Promise<Listener> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  await removeStaleSocket(path);
  const peers = new Map<string, Peer>();
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  let connections = 0;

  const server = createServer((socket) => {
    // Before anything is awaited: the credentials are those of the process that connected.
    const credentials = peerCredentials(socket);
    if (credentials === null) {
      socket.destroy();
      return;
    }
    connections += 1;
    const name = `connection-${connections}`;
    peers.set(name, credentials);
    socket.once("close", () => peers.delete(name));
    nameConnection(socket, name);
    injector.injectConnection(socket);
  });
  await listenPrivately(server, path);

  return {
    peerOf(connection) {
      const peer = peers.get(connection);
      if (peer === undefined) throw new Error("a call arrived on a connection that is gone");
      return peer;
    },
    async close() {
      injector.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(path, { force: true });
    },
  };
}

// gRPC reads a peer's name from `remoteAddress`, which a Unix socket does not have.
function nameConnection(socket: Socket, name: string): void {
  Object.defineProperty(socket, "remoteAddress", { value: name });
}

// Node binds before `listen` returns, so the umask makes the socket private from its first moment; a chmod
// afterwards would leave a gap.
function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const umask = process.umask(0o177);
    try {
      server.listen({ path, backlog }, () => {
        server.off("error", reject);
        resolve();
      });
    } finally {
      process.umask(umask);
    }
  });
}

async function removeStaleSocket(path: string): Promise<void> {
  if (!statSync(path, { throwIfNoEntry: false })?.isSocket()) return;
  if (await somebodyListens(path)) {
    throw new Error(
      "another process already listens on this socket; stop it or choose another path",
    );
  }
  rmSync(path, { force: true });
}

function somebodyListens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
}
