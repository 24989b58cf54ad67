import { closeSync, readSync, writeSync } from "node:fs";
import { ShmError } from "../../errors.js";
import { assertInside } from "../bounds.js";
import type { SharedMemoryObject } from "../contract.js";
import { errorFromSystem } from "../errno.js";

/** An open descriptor of a shared-memory object, read by pread and written by pwrite. */
export class LinuxObject implements SharedMemoryObject {
  readonly name: string;
  readonly bytes: number;
  readonly attachmentPath: string;
  #fd: number | null;

  constructor(name: string, attachmentPath: string, bytes: number, fd: number) {
    this.name = name;
    this.attachmentPath = attachmentPath;
    this.bytes = bytes;
    this.#fd = fd;
  }

  readAt(offset: number, length: number): Buffer {
    assertInside(this.bytes, offset, length);
    const data = Buffer.allocUnsafe(length);
    this.#transfer("read", length, (fd, done) =>
      readSync(fd, data, done, length - done, offset + done),
    );
    return data;
  }

  writeAt(offset: number, data: Uint8Array): void {
    assertInside(this.bytes, offset, data.length);
    this.#transfer("write", data.length, (fd, done) =>
      writeSync(fd, data, done, data.length - done, offset + done),
    );
  }

  close(): void {
    if (this.#fd === null) return;
    const fd = this.#fd;
    this.#fd = null;
    closeSync(fd);
  }

  // One call moves at most 2 GiB, so it goes on until all is moved.
  #transfer(operation: string, length: number, step: (fd: number, done: number) => number): void {
    if (this.#fd === null) throw new ShmError("INTERNAL", "the object's handle is closed");
    let done = 0;
    while (done < length) {
      const moved = attempt(operation, this.#fd, done, step);
      // Only a client that broke the rules and shrank the object can bring this about.
      if (moved === 0)
        throw new ShmError("CONTROL_CORRUPT", "the object is shorter than it was made");
      done += moved;
    }
  }
}

function attempt(
  operation: string,
  fd: number,
  done: number,
  step: (fd: number, done: number) => number,
): number {
  try {
    return step(fd, done);
  } catch (thrown) {
    throw errorFromSystem(thrown, `${operation} a shared-memory object`);
  }
}
