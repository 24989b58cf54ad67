import { createServer, type Server, type Socket } from "node:net";
import type { Server as GrpcServer } from "@grpc/grpc-js";
import { ServerCredentials } from "@grpc/grpc-js";
import type { Peer } from "../../bridge/index.js";
import { peerCredentials } from "../../shm/index.js";
import { clearSocketPath, prepareDirectory } from "./socket-path.js";

/** An open listener on the sidecar's Unix socket. */
export interface Listener {
  /** The process at the other end of the connection that gRPC calls by this name. */
  peerOf(connection: string): Peer;
  /** Ends every connection and takes the socket away. */
  close(): Promise<void>;
}

interface Connection {
  readonly socket: Socket;
  readonly peer: Peer;
}

const backlog = 4_096;

/**
 * Listens on a Unix socket that only this user can reach, and hands each connection to gRPC under a name
 * that stands for its kernel-proven peer. gRPC itself would call every peer "unknown".
 *
 * @param onError hears of connections that could not be accepted; the listener goes on
 * @throws Error when another process already listens there, or something else is in the way
 */
export async function listen(
  path: string,
  grpc: GrpcServer,
  onError: (error: Error) => void,
): Promise<Listener> {
  prepareDirectory(path);
  await clearSocketPath(path);
  const connections = new Map<string, Connection>();
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  let accepted = 0;

  const server = createServer((socket) => {
    // Before anything is awaited: the credentials are those of the process that connected.
    const peer = peerCredentials(socket);
    if (peer === null) {
      socket.destroy();
      return;
    }
    accepted += 1;
    const name = `connection-${accepted}`;
    connections.set(name, { socket, peer });
    socket.once("close", () => connections.delete(name));
    nameConnection(socket, name);
    injector.injectConnection(socket);
  });
  await listenPrivately(server, path);
  server.on("error", onError);

  return {
    peerOf(connection) {
      const known = connections.get(connection);
      if (known === undefined) throw new Error("a call arrived on a connection that is gone");
      return known.peer;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      injector.destroy();
      // gRPC knows nothing of a connection on which nobody has said anything yet.
      for (const { socket } of connections.values()) socket.destroy();
      await closed;
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
