export { protoDirectory, protoFiles } from "./files.js";
export { loadServices, type Services } from "./services.js";
export type * as wire from "./wire.js";
