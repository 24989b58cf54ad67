# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Shm.V1.WorkerPayloads do
  @moduledoc "The service `snakepit.shm.v1.WorkerPayloads`."

  use SnakepitShm.Proto.Service,
    name: "snakepit.shm.v1.WorkerPayloads",
    rpcs: [
      fetch:
        {:unary, "Fetch", SnakepitShm.Proto.Shm.V1.FetchRequest,
         SnakepitShm.Proto.Shm.V1.FetchResponse}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.FetchRequest do
  @moduledoc "The message `snakepit.shm.v1.FetchRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      ref: {1, {:message, SnakepitShm.Proto.Shm.V1.ShmRef}},
      caller: {2, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.FetchResponse do
  @moduledoc "The message `snakepit.shm.v1.FetchResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      data: {1, :bytes}
    ]
end
