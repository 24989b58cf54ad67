import { monitorEventLoopDelay } from "node:perf_hooks";
import type { LoopDelay } from "../bridge/index.js";

/** Measures by how much the event loop is late, in steps of a millisecond. */
export function measureLoopDelay(): LoopDelay {
  const resolutionMs = 1;
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return {
    maxMs: () => histogram.max / 1e6,
    reset: () => histogram.reset(),
  };
}
