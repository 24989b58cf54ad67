/** What a case of the transfer benchmark has to reach: `baseline / candidate` or `candidate / baseline`. */
export interface Bar {
  /** Case name as the raw samples carry it: `<leg>/<what>/<size>`. */
  readonly case: string;
  readonly label: string;
  /** The method that is measured and the one that it is held against. */
  readonly candidate: string;
  readonly baseline: string;
  /** At least so many times faster than the baseline … */
  readonly speedup?: number;
  /** … or at most so many times as slow. With neither, the case is shown for comparison only. */
  readonly slowdown?: number;
}

const shmOverInline = { candidate: "shm", baseline: "inline" } as const;

const legs = ["request", "response"].flatMap((leg): Bar[] => [
  {
    case: `${leg}/receive/100MB`,
    label: `${leg} leg, 100 MB, received only`,
    ...shmOverInline,
    speedup: 25,
  },
  {
    case: `${leg}/sum/100MB`,
    label: `${leg} leg, 100 MB, every byte summed`,
    ...shmOverInline,
    speedup: 15,
  },
  {
    case: `${leg}/receive/10MB`,
    label: `${leg} leg, 10 MB, received only`,
    ...shmOverInline,
    speedup: 8,
  },
  {
    case: `${leg}/receive/1MB`,
    label: `${leg} leg, 1 MB, received only`,
    ...shmOverInline,
    speedup: 3,
  },
  {
    case: `${leg}/receive/64KiB`,
    label: `${leg} leg, 64 KiB, received only`,
    ...shmOverInline,
    slowdown: 1.25,
  },
]);

const copies = ["64KiB", "1MB", "10MB", "100MB"].map(
  (size): Bar => ({
    case: `copy/write/${size}`,
    label: `the copy into a region, ${size}, against a plain memcpy`,
    candidate: "region",
    baseline: "memcpy",
    slowdown: 1.3,
  }),
);

// What the same worker does once it has handled 100 MB inline: malloc then keeps freed memory, so that inline
// messages of some megabytes cost no page faults any more. A worker that never saw so much does not get there.
const grownAllocator = ["1MB", "10MB"].map(
  (size): Bar => ({
    case: `request/grown/${size}`,
    label: `request leg, ${size}, received only, by a worker that has handled 100 MB inline before`,
    ...shmOverInline,
  }),
);

/** Every bar, in the order in which the report shows them. */
export const bars: readonly Bar[] = [
  ...legs,
  {
    case: "in-place/send/100MB",
    label: "100 MB built in place, sent, against an empty call",
    candidate: "shm",
    baseline: "empty",
    slowdown: 1.3,
  },
  ...copies,
  ...grownAllocator,
];

/** The bars of the run without the NIF. */
export const fileFallbackBars: readonly Bar[] = [
  {
    case: "request/receive/100MB",
    label: "file fallback: request leg, 100 MB, received only",
    ...shmOverInline,
    speedup: 12,
  },
];
