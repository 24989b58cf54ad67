// The model of ownership one level deeper than in `make test`: millions of states, minutes, about 5 GB.
import { spawnSync } from "node:child_process";

const result = spawnSync("npx", ["mocha", "--config", "test/soak/mocharc.json"], {
  stdio: "inherit",
  env: {
    ...process.env,
    SNAKEPIT_SHM_MODEL_DEPTH: "2",
    NODE_OPTIONS: "--max-old-space-size=12000",
  },
});
process.exitCode = result.status ?? 1;
