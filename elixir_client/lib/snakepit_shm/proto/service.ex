defmodule SnakepitShm.Proto.Service do
  @moduledoc """
  Makes a gRPC service out of its `name:` and `rpcs:`: one function an RPC that describes it.
  """

  @typedoc "An RPC: its HTTP/2 path, the modules of its messages, and whether anything is streamed."
  @type rpc :: %{path: String.t(), request: module, response: module, kind: :unary | :stream}

  defmacro __using__(name: name, rpcs: rpcs) do
    for {function, {:{}, _, [kind, method, request, response]}} <- rpcs do
      path = "/#{name}/#{method}"

      quote do
        @doc "Describes `#{unquote(path)}`."
        @spec unquote(function)() :: SnakepitShm.Proto.Service.rpc()
        def unquote(function)() do
          %{
            path: unquote(path),
            kind: unquote(kind),
            request: unquote(request),
            response: unquote(response)
          }
        end
      end
    end
  end
end
