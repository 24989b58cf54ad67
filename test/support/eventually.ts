/**
 * Waits until `check` is true, looking every few milliseconds. The time limit is a watchdog against a hang,
 * not a measurement.
 */
export async function eventually(
  what: string,
  check: () => boolean | Promise<boolean>,
  watchdogMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + watchdogMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
