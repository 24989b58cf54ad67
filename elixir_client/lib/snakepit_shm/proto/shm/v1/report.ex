# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Shm.V1.Direction do
  @moduledoc "The enum `snakepit.shm.v1.Direction`."

  use SnakepitShm.Proto.Enum,
    values: [
      unspecified: 0,
      request: 1,
      response: 2
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Method do
  @moduledoc "The enum `snakepit.shm.v1.Method`."

  use SnakepitShm.Proto.Enum,
    values: [
      unspecified: 0,
      inline: 1,
      shm: 2
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Reason do
  @moduledoc "The enum `snakepit.shm.v1.Reason`."

  use SnakepitShm.Proto.Enum,
    values: [
      unspecified: 0,
      over_threshold: 1,
      under_threshold: 2,
      forced: 3,
      built_in_place: 4,
      peer_unknown: 5,
      peer_unsupported: 6,
      no_session: 7,
      no_region: 8,
      too_large: 9,
      ref_refused: 10,
      write_failed: 11,
      unsupported_platform: 12
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Role do
  @moduledoc "The enum `snakepit.shm.v1.Role`."

  use SnakepitShm.Proto.Enum,
    values: [
      unspecified: 0,
      caller: 1,
      worker: 2
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Stage do
  @moduledoc "The message `snakepit.shm.v1.Stage`."

  use SnakepitShm.Proto.Message,
    fields: [
      name: {1, :string},
      start_ns: {2, :uint64},
      duration_ns: {3, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.PayloadReport do
  @moduledoc "The message `snakepit.shm.v1.PayloadReport`."

  use SnakepitShm.Proto.Message,
    fields: [
      direction: {1, {:enum, SnakepitShm.Proto.Shm.V1.Direction}},
      method: {2, {:enum, SnakepitShm.Proto.Shm.V1.Method}},
      reason: {3, {:enum, SnakepitShm.Proto.Shm.V1.Reason}},
      bytes: {4, :uint64},
      format: {5, {:enum, SnakepitShm.Proto.Shm.V1.Format}},
      warm: {6, :bool},
      detail: {7, :string}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.TransferReport do
  @moduledoc "The message `snakepit.shm.v1.TransferReport`."

  use SnakepitShm.Proto.Message,
    fields: [
      trace_id: {1, :bytes},
      span_id: {2, :bytes},
      parent_span_id: {3, :bytes},
      role: {4, {:enum, SnakepitShm.Proto.Shm.V1.Role}},
      tool: {5, :string},
      worker: {6, :string},
      started_at_ns: {7, :uint64},
      duration_ns: {8, :uint64},
      stages: {9, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Stage}}},
      payloads: {10, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.PayloadReport}}},
      error_code: {11, :string}
    ]
end
