// A gRPC server for the tests of the adapter: node grpc_server.mjs <socket>. Messages are raw bytes.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../package.json", import.meta.url));
const grpc = require("@grpc/grpc-js");

const raw = { requestSerialize: (b) => b, requestDeserialize: (b) => b };
const rpc = (path, requestStream, responseStream) => ({
  path,
  requestStream,
  responseStream,
  ...raw,
  responseSerialize: (b) => b,
  responseDeserialize: (b) => b,
});

const metadata = (entries) => {
  const result = new grpc.Metadata();
  for (const [key, value] of Object.entries(entries)) result.set(key, value);
  return result;
};

const server = new grpc.Server({
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
});
server.addService(
  {
    echo: rpc("/test.Test/Echo", false, false),
    fail: rpc("/test.Test/Fail", false, false),
    slow: rpc("/test.Test/Slow", false, false),
    header: rpc("/test.Test/Header", false, false),
    bidi: rpc("/test.Test/Bidi", true, true),
  },
  {
    echo: (call, done) => done(null, call.request),
    fail: (call, done) =>
      done({
        code: 9,
        details: "not today: ü 100%\nreally",
        metadata: metadata({ "snakepit-error-code": "STALE_LEASE" }),
      }),
    slow: (call, done) => setTimeout(() => done(null, call.request), 5_000),
    header: (call, done) => done(null, Buffer.from(String(call.metadata.get("x-test")[0] ?? ""))),
    bidi: (call) => {
      call.on("data", (bytes) => call.write(bytes));
      call.on("end", () => call.end());
    },
  },
);

const socket = process.argv[2];
server.bindAsync(`unix:${socket}`, grpc.ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
  console.log("ready");
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
