# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Shm.V1.Format do
  @moduledoc "The enum `snakepit.shm.v1.Format`."

  use SnakepitShm.Proto.Enum,
    values: [
      unspecified: 0,
      raw: 1,
      ndarray: 2,
      arrow: 3,
      term: 4
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.NdArrayInfo do
  @moduledoc "The message `snakepit.shm.v1.NdArrayInfo`."

  use SnakepitShm.Proto.Message,
    fields: [
      dtype: {1, :string},
      shape: {2, {:repeated, :uint64}},
      strides: {3, {:repeated, :int64}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.TypeInfo do
  @moduledoc "The message `snakepit.shm.v1.TypeInfo`."

  use SnakepitShm.Proto.Message,
    fields: [
      format: {1, {:enum, SnakepitShm.Proto.Shm.V1.Format}},
      ndarray: {2, {:message, SnakepitShm.Proto.Shm.V1.NdArrayInfo}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.ShmRef do
  @moduledoc "The message `snakepit.shm.v1.ShmRef`."

  use SnakepitShm.Proto.Message,
    fields: [
      region: {1, :uint64},
      lease: {2, :uint64},
      owner: {3, :uint64},
      record: {4, :uint32},
      slot: {5, :uint32},
      n: {6, :uint64},
      generation: {7, :uint64},
      offset: {8, :uint64},
      length: {9, :uint64},
      type: {10, :bytes},
      expires_at_ms: {11, :uint64},
      token: {12, :string},
      seal: {13, :bytes}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Payload do
  @moduledoc "The message `snakepit.shm.v1.Payload`."

  use SnakepitShm.Proto.Message,
    fields: [
      type: {1, :bytes},
      body:
        {:oneof,
         [
           inline: {2, :bytes},
           ref: {3, {:message, SnakepitShm.Proto.Shm.V1.ShmRef}}
         ]}
    ]
end
