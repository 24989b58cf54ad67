# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Google.Protobuf.Timestamp do
  @moduledoc "The message `google.protobuf.Timestamp`."

  use SnakepitShm.Proto.Message,
    fields: [
      seconds: {1, :int64},
      nanos: {2, :int32}
    ]
end
