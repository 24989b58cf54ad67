export { protoDirectory, protoFiles } from "./files.js";
