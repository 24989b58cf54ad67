# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Shm.V1.Admin do
  @moduledoc "The service `snakepit.shm.v1.Admin`."

  use SnakepitShm.Proto.Service,
    name: "snakepit.shm.v1.Admin",
    rpcs: [
      get_stats:
        {:unary, "GetStats", SnakepitShm.Proto.Shm.V1.StatsRequest,
         SnakepitShm.Proto.Shm.V1.StatsResponse},
      get_traces:
        {:unary, "GetTraces", SnakepitShm.Proto.Shm.V1.TracesRequest,
         SnakepitShm.Proto.Shm.V1.TracesResponse}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.StatsRequest do
  @moduledoc "The message `snakepit.shm.v1.StatsRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      reset_loop_delay: {1, :bool}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.StatsResponse do
  @moduledoc "The message `snakepit.shm.v1.StatsResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      run: {1, :string},
      uptime_ms: {2, :uint64},
      calls: {3, {:map, :string, :uint64}},
      refusals: {4, {:map, :string, :uint64}},
      classes: {5, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.ClassStats}}},
      sessions: {6, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.SessionStats}}},
      workers: {7, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.WorkerStats}}},
      reports: {8, :uint64},
      region_bytes: {9, :uint64},
      max_region_bytes: {10, :uint64},
      loop_delay_max_ms: {11, :double}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.ClassStats do
  @moduledoc "The message `snakepit.shm.v1.ClassStats`."

  use SnakepitShm.Proto.Message,
    fields: [
      capacity: {1, :uint64},
      idle: {2, :uint32},
      leased: {3, :uint32},
      draining: {4, :uint32},
      creating: {5, :uint32},
      created_total: {6, :uint64},
      reused_total: {7, :uint64},
      unlinked_total: {8, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.SessionStats do
  @moduledoc "The message `snakepit.shm.v1.SessionStats`."

  use SnakepitShm.Proto.Message,
    fields: [
      session: {1, :uint64},
      client: {2, :string},
      state: {3, :string},
      tenant: {4, :string},
      pid: {5, :uint32},
      uid: {6, :uint32},
      leases: {7, :uint32},
      opened: {8, :uint32},
      worker: {9, :string}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.WorkerStats do
  @moduledoc "The message `snakepit.shm.v1.WorkerStats`."

  use SnakepitShm.Proto.Message,
    fields: [
      worker: {1, :string},
      state: {2, :string},
      pid: {3, :uint32},
      restarts: {4, :uint32},
      session: {5, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.TracesRequest do
  @moduledoc "The message `snakepit.shm.v1.TracesRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      trace_id: {1, :bytes},
      limit: {2, :uint32}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.TracesResponse do
  @moduledoc "The message `snakepit.shm.v1.TracesResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      traces: {1, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Trace}}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Trace do
  @moduledoc "The message `snakepit.shm.v1.Trace`."

  use SnakepitShm.Proto.Message,
    fields: [
      trace_id: {1, :bytes},
      reports: {2, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.TransferReport}}}
    ]
end
