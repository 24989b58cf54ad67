// A worker that keeps to no rule: node hostile_worker.mjs <socket>. The name of the tool that a request
// carries says how it is answered: "case:<kind>:<base64 of bytes>:".
import http2 from "node:http2";

const status = (code) => ({ "grpc-status": code, "grpc-message": "" });
const head = { ":status": 200, "content-type": "application/grpc" };

const framed = (bytes) => {
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([frame, bytes]);
};

const answer = (stream, bytes, trailers) => {
  stream.respond(head, { waitForTrailers: trailers !== null });
  if (trailers !== null) stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  stream.end(bytes);
};

const kinds = {
  frame: (stream, bytes) => answer(stream, framed(bytes), status("0")),
  bytes: (stream, bytes) => answer(stream, bytes, status("0")),
  endless: (stream, bytes) => answer(stream, framed(bytes), null),
  status: (stream, bytes) => answer(stream, "", status(bytes.toString())),
  http: (stream, bytes) => {
    stream.respond({ ":status": Number(bytes.toString()) });
    stream.end("no gRPC");
  },
  reset: (stream) => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR),
  silent: () => undefined,
  hangup: (stream) => stream.session.destroy(),
  goaway: (stream) => stream.session.goaway(http2.constants.NGHTTP2_INTERNAL_ERROR),
};

const server = http2.createServer();
server.on("sessionError", () => undefined);
server.on("stream", (stream) => {
  const chunks = [];
  stream.on("error", () => undefined);
  stream.on("data", (chunk) => chunks.push(chunk));
  stream.on("end", () => {
    const request = Buffer.concat(chunks).toString("latin1");
    const [, kind, base64] = /case:(\w+):([A-Za-z0-9+/=]*):/.exec(request) ?? [null, null, ""];
    if (kind === null) stream.respond({ ...head, ...status("12") }, { endStream: true });
    else kinds[kind](stream, Buffer.from(base64, "base64"));
  });
});
server.listen(process.argv[2], () => console.log("ready"));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
