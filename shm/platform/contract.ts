/**
 * What the rest of this folder asks of an operating system. `linux/` does it for real, `memory/` in
 * this process's heap; test/conformance runs one suite against both.
 *
 * Every method throws only ShmError, mapped from the system's own error in one table (errno.ts).
 */
export interface SharedMemoryPlatform {
  readonly kind: "linux" | "memory";

  /**
   * Makes a new object of exactly `bytes` bytes, mode 0600. With `reserve` (the default) its pages are
   * allocated before this returns, off the event loop, so that a full file system is an error here and
   * never a SIGBUS in a client. On any failure nothing of the object is left.
   *
   * @throws ShmError `NO_SPACE`; `ACCESS_DENIED` also when the name is taken, because names are random
   *   and only somebody who lay in wait can have taken one.
   */
  create(name: string, bytes: number, options?: CreateOptions): Promise<SharedMemoryObject>;

  /** Opens an object that exists, for reading and writing. @throws ShmError `MAP_FAILED` if it does not. */
  open(name: string): SharedMemoryObject;

  /** Takes an object's name away; who has it open keeps the bytes. Returns false if it was gone already. */
  unlink(name: string): boolean;

  /** The names that start with `prefix`, in no particular order. */
  list(prefix: string): string[];

  /** Bytes of the file system that the objects live in. */
  usage(): MemoryUsage;

  /**
   * Makes a lock file and holds it. `"lost"` means that a sweeper locked the new file first, before
   * this call could: try again under another name.
   */
  lockFile(name: string): HeldLock | "lost";

  /** Tries to hold a lock that somebody else made: `"held"` is the kernel's word that its holder lives. */
  tryLock(name: string): HeldLock | "held" | "missing";

  /** Makes a lock file for somebody else to hold, and watches it. */
  offerLock(name: string): OfferedLock;
}

export interface CreateOptions {
  /** Allocate the pages now (default true). */
  readonly reserve?: boolean;
}

export interface MemoryUsage {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** An open object. It is read and written by calls and never mapped: a client cannot crash us through it. */
export interface SharedMemoryObject {
  readonly name: string;
  readonly bytes: number;
  /** What another process opens to reach it. Opaque, and never to be logged. */
  readonly attachmentPath: string;
  /** @throws ShmError `OUT_OF_BOUNDS` when the range is not wholly inside the object. */
  readAt(offset: number, length: number): Buffer;
  /** @throws ShmError `OUT_OF_BOUNDS` when the range is not wholly inside the object. */
  writeAt(offset: number, data: Uint8Array): void;
  /** Lets go of this handle; the object stays. May be called more than once. */
  close(): void;
}

/** A lock that this process holds until it says `release`, or dies. */
export interface HeldLock {
  readonly name: string;
  /** May be called more than once. */
  release(): void;
}

/** A lock file that another process is to hold for as long as it lives. */
export interface OfferedLock {
  readonly name: string;
  readonly attachmentPath: string;
  /**
   * Whether anybody holds it now. It asks by taking the lock for an instant, so whoever wants it must
   * wait for it (a blocking flock), not try once.
   */
  isHeld(): boolean;
  /** Lets go of this handle; the file stays. May be called more than once. */
  close(): void;
}
