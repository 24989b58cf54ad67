import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer, type Server, Socket } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { peerCredentials } from "../../../../shm/index.js";
import { temporaryDirectory } from "../../../support/shm.js";

describe("peerCredentials", () => {
  let directory: string;
  let server: Server;

  before(function () {
    if (process.platform !== "linux") this.skip();
  });
  beforeEach(() => {
    directory = temporaryDirectory();
    // Unread, a socket stays open here after its peer is gone.
    server = createServer({ pauseOnConnect: true });
  });
  afterEach(() => {
    server.close();
    rmSync(directory, { recursive: true });
  });

  async function accepted(): Promise<Socket> {
    const [socket] = await once(server, "connection");
    if (!(socket instanceof Socket)) throw new TypeError("not a socket");
    return socket;
  }

  it("are the process, user and group at the other end of a Unix socket [SM-4.2]", async () => {
    const path = join(directory, "socket");
    server.listen(path);
    await once(server, "listening");
    const program = `require("node:net").connect(${JSON.stringify(path)})`;
    const child = spawn(process.execPath, ["-e", program], { stdio: "ignore" });
    const socket = await accepted();
    expect(peerCredentials(socket)).to.deep.equal({
      pid: child.pid,
      uid: process.getuid?.(),
      gid: process.getgid?.(),
    });
    child.kill();
    await once(child, "exit");
    // Recorded when it connected: still there when the process is not.
    expect(peerCredentials(socket)?.pid).to.equal(child.pid);
    socket.destroy();
    expect(peerCredentials(socket)).to.equal(null);
  });

  it("are null for a TCP socket, and for one that never connected", async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const client = connect(address.port, "127.0.0.1");
    const socket = await accepted();
    expect(peerCredentials(socket)).to.equal(null);
    expect(peerCredentials(new Socket())).to.equal(null);
    client.destroy();
    socket.destroy();
  });
});
