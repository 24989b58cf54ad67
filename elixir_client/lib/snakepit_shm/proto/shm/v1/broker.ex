# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Shm.V1.Broker do
  @moduledoc "The service `snakepit.shm.v1.Broker`."

  use SnakepitShm.Proto.Service,
    name: "snakepit.shm.v1.Broker",
    rpcs: [
      session:
        {:stream, "Session", SnakepitShm.Proto.Shm.V1.ClientFrame,
         SnakepitShm.Proto.Shm.V1.ServerFrame},
      lease:
        {:unary, "Lease", SnakepitShm.Proto.Shm.V1.LeaseRequest,
         SnakepitShm.Proto.Shm.V1.LeaseResponse},
      open:
        {:unary, "Open", SnakepitShm.Proto.Shm.V1.OpenRequest,
         SnakepitShm.Proto.Shm.V1.OpenResponse},
      return:
        {:unary, "Return", SnakepitShm.Proto.Shm.V1.ReturnRequest,
         SnakepitShm.Proto.Shm.V1.ReturnResponse}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.SessionProof do
  @moduledoc "The message `snakepit.shm.v1.SessionProof`."

  use SnakepitShm.Proto.Message,
    fields: [
      session: {1, :uint64},
      secret: {2, :bytes}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.LeaseRequest do
  @moduledoc "The message `snakepit.shm.v1.LeaseRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      proof: {1, {:message, SnakepitShm.Proto.Shm.V1.SessionProof}},
      request_id: {2, :string},
      min_bytes: {3, :uint64},
      count: {4, :uint32}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Lease do
  @moduledoc "The message `snakepit.shm.v1.Lease`."

  use SnakepitShm.Proto.Message,
    fields: [
      region: {1, :uint64},
      lease: {2, :uint64},
      record: {3, :uint32},
      capacity: {4, :uint64},
      token: {5, :string},
      key: {6, :bytes},
      payload: {7, {:message, SnakepitShm.Proto.Shm.V1.Attachment}},
      expires_at_ms: {8, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.LeaseResponse do
  @moduledoc "The message `snakepit.shm.v1.LeaseResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      leases: {1, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Lease}}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.OpenRequest do
  @moduledoc "The message `snakepit.shm.v1.OpenRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      proof: {1, {:message, SnakepitShm.Proto.Shm.V1.SessionProof}},
      token: {2, :string}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.OpenResponse do
  @moduledoc "The message `snakepit.shm.v1.OpenResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      region: {1, :uint64},
      lease: {2, :uint64},
      owner: {3, :uint64},
      record: {4, :uint32},
      capacity: {5, :uint64},
      key: {6, :bytes},
      payload: {7, {:message, SnakepitShm.Proto.Shm.V1.Attachment}},
      control: {8, {:message, SnakepitShm.Proto.Shm.V1.Attachment}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.ReturnRequest do
  @moduledoc "The message `snakepit.shm.v1.ReturnRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      proof: {1, {:message, SnakepitShm.Proto.Shm.V1.SessionProof}},
      leases: {2, {:repeated, :uint64}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.ReturnResponse do
  @moduledoc "The message `snakepit.shm.v1.ReturnResponse`."

  use SnakepitShm.Proto.Message, fields: []
end
