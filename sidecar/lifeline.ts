/**
 * Calls `cut` once when standard input ends: the process that started the sidecar holds the other end,
 * and the kernel closes it however that process dies.
 */
export function holdLifeline(cut: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    cut();
  };
  for (const event of ["end", "close", "error"]) process.stdin.on(event, once);
  process.stdin.resume();
}
