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
 * @param depth - 1 is what every test run explores; each more allows one more ref and one more of each
 *   disturbance that the scenario has at all.
 */
export function scenarios(depth: number): readonly Scenario[] {
  return base.map((scenario) => ({ ...scenario, budgets: deepen(scenario.budgets, depth - 1) }));
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

function deepen(budgets: Budgets, by: number): Budgets {
  const more = (value: number) => (value === 0 ? 0 : value + by);
  return {
    leases: budgets.leases,
    sends: more(budgets.sends),
    duplicates: more(budgets.duplicates),
    timeouts: more(budgets.timeouts),
    crashes: more(budgets.crashes),
    detaches: more(budgets.detaches),
    restarts: budgets.restarts,
  };
}
