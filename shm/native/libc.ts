import { DataType, load, open } from "ffi-rs";

// The empty path is this process itself, which has libc loaded whatever its file is called (glibc or
// musl); opening it is put off until the first call so that importing this module works anywhere.
const LIBRARY = "this-process";
let opened = false;

/** What a libc call that returns an int came back with; `errno` is 0 unless it failed. */
export interface LibcResult {
  readonly value: number;
  readonly errno: number;
}

const { I32, I64, String: Text, U8Array } = DataType;

const signatures = {
  shm_open: [Text, I32, I32],
  shm_unlink: [Text],
  flock: [I32, I32],
  fallocate: [I32, I32, I64, I64],
  getsockopt: [I32, I32, I32, U8Array, U8Array],
} as const;

type LibcFunction = keyof typeof signatures;
type Arguments = readonly (string | number | Uint8Array)[];

/** Calls libc on this thread: a few microseconds. */
export function callLibc(name: LibcFunction, values: Arguments): LibcResult {
  return settle(load({ ...request(name, values), errno: true as const }));
}

/**
 * Calls libc on a thread of libuv's pool. That pool is small (4 threads by default) and serves all
 * file access of the process too, so callers bound how many of these run at once.
 */
export async function callLibcInBackground(
  name: LibcFunction,
  values: Arguments,
): Promise<LibcResult> {
  return settle(
    await load({ ...request(name, values), errno: true as const, runInNewThread: true as const }),
  );
}

function request(name: LibcFunction, values: Arguments) {
  if (!opened) {
    open({ library: LIBRARY, path: "" });
    opened = true;
  }
  return {
    library: LIBRARY,
    funcName: name,
    retType: I32 as DataType.I32,
    paramsType: [...signatures[name]],
    paramsValue: [...values],
  };
}

// errnoCode keeps its old value when a call succeeds: it means something only beside a failure.
function settle(result: { value: number; errnoCode: number }): LibcResult {
  return { value: result.value, errno: result.value === -1 ? result.errnoCode : 0 };
}
