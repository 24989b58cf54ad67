import { ShmError } from "../../errors.js";
import { assertInside } from "../bounds.js";
import type { SharedMemoryObject } from "../contract.js";

/** A handle on bytes in this process's heap; handles on the same object share its bytes. */
export class MemoryObject implements SharedMemoryObject {
  readonly name: string;
  readonly attachmentPath: string;
  readonly #content: Buffer;
  #open = true;

  constructor(name: string, content: Buffer) {
    this.name = name;
    this.attachmentPath = `memory:${name}`;
    this.#content = content;
  }

  get bytes(): number {
    return this.#content.length;
  }

  readAt(offset: number, length: number): Buffer {
    this.#assertOpen();
    assertInside(this.bytes, offset, length);
    return Buffer.from(this.#content.subarray(offset, offset + length));
  }

  writeAt(offset: number, data: Uint8Array): void {
    this.#assertOpen();
    assertInside(this.bytes, offset, data.length);
    this.#content.set(data, offset);
  }

  close(): void {
    this.#open = false;
  }

  #assertOpen(): void {
    if (!this.#open) throw new ShmError("INTERNAL", "the object's handle is closed");
  }
}
