import { mkdirSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";

const writableByOthers = 0o002;
const sticky = 0o1000;

/**
 * Makes the directory of a socket, private, unless it is there.
 *
 * @throws Error when it is there and anybody may put another socket in the place of ours
 */
export function prepareDirectory(socket: string): void {
  const directory = dirname(socket);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { mode } = statSync(directory);
  if ((mode & writableByOthers) !== 0 && (mode & sticky) === 0) {
    throw new Error(
      "everybody may write the directory of the socket; choose one that is private (chmod 700)",
    );
  }
}

/**
 * Removes a socket on which nobody listens any more.
 *
 * @throws Error when somebody does, or when something that is no socket is in the way
 */
export async function clearSocketPath(path: string): Promise<void> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) {
    throw new Error("something that is no socket is in the way; choose another path");
  }
  if (!(await isAbandoned(path))) {
    throw new Error(
      "another process already listens on this socket; stop it or choose another path",
    );
  }
  rmSync(path, { force: true });
}

// Refused is the only proof. A listener that is too busy to accept, or another user's, answers otherwise.
function isAbandoned(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(false);
    });
    probe.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ECONNREFUSED" || error.code === "ENOENT"),
    );
  });
}
