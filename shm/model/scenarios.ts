import type { Budgets, Scenario } from "./state.js";

const none: Budgets = {
  leases: 1,
  sends: 1,
  duplicates: 0,
  timeouts: 0,
  crashes: 0,
  detaches: 0,
  restarts: 0,
};

/**
 * The scenarios that are explored: each turns up other budgets, because all of them together are too
 * many states for one walk.
 *
 * @param depth - 1 is what every test run explores; each more allows one more ref, and multiplies the
 *   states by six to twenty.
 */
export function scenarios(depth: number): readonly Scenario[] {
  return base.map((scenario) => {
    const sends = scenario.budgets.sends + depth - 1;
    return { ...scenario, budgets: { ...scenario.budgets, sends } };
  });
}

const base: readonly Scenario[] = [
  {
    title: "one owner, two readers: loss, duplicates, timeouts, a crash",
    owners: 1,
    readers: 2,
    regions: 1,
    slots: 2,
    budgets: { ...none, leases: 2, sends: 2, duplicates: 1, timeouts: 1, crashes: 1 },
  },
  {
    title: "one owner, one reader, two regions on one record: broken streams",
    owners: 1,
    readers: 1,
    regions: 2,
    slots: 1,
    budgets: { ...none, leases: 2, sends: 2, duplicates: 1, timeouts: 1, detaches: 1 },
  },
  {
    title: "two owners in turn, one reader: crashes and sessions that do not come back",
    owners: 2,
    readers: 1,
    regions: 1,
    slots: 1,
    budgets: { ...none, leases: 2, sends: 2, crashes: 1, detaches: 1 },
  },
  {
    title: "two owners, one reader: the sidecar dies and another takes its place",
    owners: 2,
    readers: 1,
    regions: 2,
    slots: 1,
    budgets: { ...none, leases: 2, sends: 2, crashes: 1, restarts: 1 },
  },
];
