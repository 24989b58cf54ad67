# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Google.Protobuf.Any do
  @moduledoc "The message `google.protobuf.Any`."

  use SnakepitShm.Proto.Message,
    fields: [
      type_url: {1, :string},
      value: {2, :bytes}
    ]
end
