// How late the sidecar's event loop is at most while a client leases 1 GiB cold, beside an idle sidecar at the
// same time on the same machine. Writes bench/records/event-loop.json.
import { BrokerClient } from "../test/support/broker-client.js";
import { eventually } from "../test/support/eventually.js";
import { startSidecarProcess } from "../test/support/sidecar-process.js";
import { median, writeRecord } from "./record.js";

const GiB = 1024 ** 3;
const rounds = 7;

const measured: number[] = [];
const control: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  process.stderr.write(`\rcold lease of 1 GiB: round ${round + 1} of ${rounds} `);
  const [busy, idle] = await Promise.all([startSidecarProcess(), startSidecarProcess()]);
  const client = new BrokerClient(busy.socket);
  client.holdLock(await client.attach());
  await eventually("a first lease", () =>
    client.lease(1).then(
      () => true,
      () => false,
    ),
  );
  await Promise.all([busy, idle].map(({ admin }) => admin.stats({ resetLoopDelay: true })));
  await client.lease(GiB);
  const [busyStats, idleStats] = await Promise.all([busy, idle].map(({ admin }) => admin.stats()));
  measured.push(busyStats?.loopDelayMaxMs ?? Number.NaN);
  control.push(idleStats?.loopDelayMaxMs ?? Number.NaN);
  client.close();
  await Promise.all([busy.stop(), idle.stop()]);
}
process.stderr.write("\n");

const bound = Math.max(20, 2 * median(control));
writeRecord("event-loop", [
  {
    label: "largest event-loop delay while 1 GiB is leased cold (median of rounds, ms)",
    bar: `at most ${bound.toFixed(1)} ms: the larger of 20 ms and twice that of an idle sidecar beside it`,
    measured: { median: median(measured), rounds: measured, idle: control },
    met: median(measured) <= bound,
  },
]);
