/** A message to be encoded: its full name, what the vector is about, and its fields (snake_case). */
export interface GoldenMessage {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const shm = "snakepit.shm.v1";
const bridge = "snakepit.bridge";
const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed) & 0xff);

// 2^53 - 1 is the largest id; the others show varints of one, two and many bytes.
const largestId = "9007199254740991";
const rawType = Uint8Array.of(0x08, 0x01);

const ref = {
  region: "3757584384000001",
  lease: "3757584384000002",
  owner: largestId,
  record: 255,
  slot: 7,
  n: "300",
  generation: "18",
  offset: "4096",
  length: "104857600",
  type: rawType,
  expires_at_ms: "1795200000000",
  token: "header.claims.signature",
  seal: bytes(32, 5),
};

const terms: readonly [string, Record<string, unknown>][] = [
  ["null", { null: true }],
  ["false", { boolean: false }],
  ["negative integer", { integer: "-9223372036854775808" }],
  ["big integer", { big_integer: "-170141183460469231731687303715884105728" }],
  ["float", { float: -0.5 }],
  ["text", { text: "snake ü 蛇 \u{1f40d}" }],
  ["binary", { binary: bytes(5, 250) }],
  ["atom", { atom: "ok" }],
  ["empty list", { list: { items: [] } }],
  ["tuple", { tuple: { items: [{ atom: "error" }, { integer: "7" }] } }],
  [
    "map",
    { map: { keys: [{ text: "k" }, { integer: "1" }], values: [{ payload: 0 }, { null: true }] } },
  ],
  ["floats", { floats: { values: [0, 1.5, -2.25] } }],
  ["integers", { integers: { values: ["0", "-1", "9223372036854775807"] } }],
];

/** The messages that every language must encode and decode alike. */
export const goldenMessages: readonly GoldenMessage[] = [
  { name: "ref", message: `${shm}.ShmRef`, fields: ref },
  { name: "empty ref", message: `${shm}.ShmRef`, fields: {} },
  {
    name: "type of an array",
    message: `${shm}.TypeInfo`,
    fields: {
      format: "FORMAT_NDARRAY",
      ndarray: { dtype: "<f4", shape: ["2", "0", "300"], strides: ["-8", "4", "1200"] },
    },
  },
  ...terms.map(([name, fields]) => ({ name: `term: ${name}`, message: `${shm}.Term`, fields })),
  {
    name: "call with a ref and an inline payload",
    message: `${bridge}.ExecuteToolRequest`,
    fields: {
      session_id: "s",
      tool_name: "sum",
      metadata: { k: "v" },
      shm: {
        arguments: { map: { keys: [{ text: "a" }], values: [{ payload: 1 }] } },
        payloads: [
          { type: rawType, ref },
          { type: rawType, inline: bytes(3, 1) },
        ],
        caller: "3757584384000009",
        result_transfer: "TRANSFER_SHM",
        attempt: "1",
      },
    },
  },
  {
    name: "published call",
    message: `${bridge}.ExecuteToolRequest`,
    fields: {
      session_id: "session_1",
      tool_name: "echo",
      parameters: {
        x: { type_url: "type.googleapis.com/google.protobuf.StringValue", value: bytes(2, 49) },
      },
      stream: true,
      binary_parameters: { image: bytes(4, 0) },
    },
  },
  {
    name: "published reply",
    message: `${bridge}.ExecuteToolResponse`,
    fields: {
      success: true,
      result: { type_url: "t", value: bytes(1, 0) },
      execution_time_ms: "-1",
      binary_result: bytes(2, 9),
    },
  },
  {
    name: "refused call",
    message: `${bridge}.ExecuteToolResponse`,
    fields: {
      error_message: "the lease of the ref has ended",
      shm: {
        worker: "5",
        error: { code: "STALE_LEASE", message: "the lease of the ref has ended" },
      },
    },
  },
  {
    name: "hello",
    message: `${shm}.ClientFrame`,
    fields: {
      hello: {
        versions: [1, 2],
        client: "elixir/0.1.0",
        maps: true,
        resume: { session: "9", secret: bytes(16, 3) },
      },
    },
  },
  {
    name: "welcome",
    message: `${shm}.ServerFrame`,
    fields: {
      welcome: {
        session: "3757584384000003",
        secret: bytes(16, 1),
        version: 1,
        run: "0badcafe",
        control: { path: "/x", size: "81984" },
        lock: { path: "/y" },
        policy: {
          version: "1",
          default_threshold_bytes: "10000000",
          entries: [
            {
              pool: "p",
              direction: "DIRECTION_RESPONSE",
              format: "FORMAT_RAW",
              threshold_bytes: "65536",
            },
          ],
        },
        limits: {
          min_region_bytes: "65536",
          max_region_bytes: "1073741824",
          max_records: 256,
          slots_per_record: 8,
        },
        tenant: "default",
      },
    },
  },
  {
    name: "settle",
    message: `${shm}.ClientFrame`,
    fields: { settle: { reader: "1", owner: "2", lease: "3", record: 4, slot: 5, n: "6" } },
  },
  {
    name: "reports",
    message: `${shm}.ClientFrame`,
    fields: {
      reports: {
        reports: [
          {
            trace_id: bytes(16, 0),
            span_id: bytes(8, 0),
            role: "ROLE_WORKER",
            tool: "sum",
            started_at_ns: "1795200000000000123",
            duration_ns: "12345678",
            stages: [{ name: "copy", start_ns: "1", duration_ns: "8300000" }],
            payloads: [
              {
                direction: "DIRECTION_REQUEST",
                method: "METHOD_SHM",
                reason: "REASON_FORCED",
                bytes: "104857600",
                warm: true,
              },
            ],
          },
        ],
        dropped: "2",
      },
    },
  },
];
