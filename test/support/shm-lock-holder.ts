import { linuxPlatform } from "../../shm/index.js";

// A process of its own that holds one lock until it is killed: `lock-holder <directory> <name>`.
const [directory = "", name = ""] = process.argv.slice(2);
const lock = linuxPlatform(directory).tryLock(name);
process.stdout.write(typeof lock === "string" ? `${lock}\n` : "holding\n");
setInterval(() => {}, 1000);
