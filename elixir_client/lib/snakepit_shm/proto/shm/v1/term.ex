# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Shm.V1.Term do
  @moduledoc "The message `snakepit.shm.v1.Term`."

  use SnakepitShm.Proto.Message,
    fields: [
      kind:
        {:oneof,
         [
           null: {1, :bool},
           boolean: {2, :bool},
           integer: {3, :sint64},
           big_integer: {4, :string},
           float: {5, :double},
           text: {6, :string},
           binary: {7, :bytes},
           atom: {8, :string},
           list: {9, {:message, SnakepitShm.Proto.Shm.V1.TermList}},
           tuple: {10, {:message, SnakepitShm.Proto.Shm.V1.TermList}},
           map: {11, {:message, SnakepitShm.Proto.Shm.V1.TermMap}},
           floats: {12, {:message, SnakepitShm.Proto.Shm.V1.PackedFloats}},
           integers: {13, {:message, SnakepitShm.Proto.Shm.V1.PackedIntegers}},
           payload: {14, :uint32}
         ]}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.TermList do
  @moduledoc "The message `snakepit.shm.v1.TermList`."

  use SnakepitShm.Proto.Message,
    fields: [
      items: {1, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Term}}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.TermMap do
  @moduledoc "The message `snakepit.shm.v1.TermMap`."

  use SnakepitShm.Proto.Message,
    fields: [
      keys: {1, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Term}}},
      values: {2, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Term}}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.PackedFloats do
  @moduledoc "The message `snakepit.shm.v1.PackedFloats`."

  use SnakepitShm.Proto.Message,
    fields: [
      values: {1, {:repeated, :double}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.PackedIntegers do
  @moduledoc "The message `snakepit.shm.v1.PackedIntegers`."

  use SnakepitShm.Proto.Message,
    fields: [
      values: {1, {:repeated, :sint64}}
    ]
end
