defmodule SnakepitShm.Grpc.Status do
  @moduledoc """
  How a gRPC call ended, and the one funnel from there to `SnakepitShm.Error`.

  `code` is the gRPC status, `nil` when the connection was lost before one came. `metadata` is what the
  server sent behind the answer. `sent?` is false where the request has certainly not left.
  """
  alias SnakepitShm.Error

  defstruct code: nil, message: "", metadata: [], sent?: true

  @type t :: %__MODULE__{
          code: non_neg_integer | nil,
          message: String.t(),
          metadata: list,
          sent?: boolean
        }

  @deadline_exceeded 4
  @resource_exhausted 8
  @unimplemented 12
  @internal 13
  @unavailable 14

  @doc "The status in the headers or trailers of an answer."
  @spec from_headers([{binary, binary}]) :: t
  def from_headers(headers) do
    %__MODULE__{
      code: code(List.keyfind(headers, "grpc-status", 0)),
      message: headers |> List.keyfind("grpc-message", 0, {nil, ""}) |> elem(1) |> decoded(),
      metadata: headers
    }
  end

  @doc "No status came: the connection is gone."
  @spec connection_lost() :: t
  def connection_lost, do: %__MODULE__{message: "the connection was lost"}

  @doc "No connection could be made; nothing was sent."
  @spec unavailable(String.t()) :: t
  def unavailable(message), do: %__MODULE__{code: @unavailable, message: message, sent?: false}

  @doc "The caller's time is over, after or before the request was sent."
  @spec deadline_exceeded(sent? :: boolean) :: t
  def deadline_exceeded(sent? \\ true) do
    message = "no answer within the call's timeout"
    %__MODULE__{code: @deadline_exceeded, message: message, sent?: sent?}
  end

  @doc "The peer does not keep to the protocol."
  @spec broken(String.t()) :: t
  def broken(message), do: %__MODULE__{code: @internal, message: message}

  @doc "What a failed call means. `peer` is who was called."
  @spec to_error(t, :sidecar | :worker) :: Error.t()
  def to_error(%__MODULE__{} = status, peer) do
    case List.keyfind(status.metadata, "snakepit-error-code", 0) do
      {_name, code} -> Error.new(Error.from_wire(code), status.message)
      nil -> from_status(status, peer)
    end
  end

  defp from_status(%{code: @deadline_exceeded, sent?: sent?}, _peer),
    do: Error.new(:deadline_exceeded, "no answer within the call's timeout", tool_started: sent?)

  defp from_status(%{code: @unimplemented} = status, _peer),
    do: Error.new(:version_unsupported, text(status, "the peer does not know this call"))

  defp from_status(%{code: @resource_exhausted} = status, _peer),
    do: Error.new(:inline_too_large, text(status, "the message is too large for the peer"))

  defp from_status(%{code: code} = status, :sidecar) when code in [@unavailable, nil],
    do: Error.new(:sidecar_unavailable, text(status, "no sidecar answers"))

  defp from_status(%{code: @unavailable} = status, :worker),
    do:
      Error.new(:worker_unavailable, text(status, "the worker does not answer"),
        tool_started: status.sent?
      )

  defp from_status(%{code: nil}, :worker),
    do: Error.new(:worker_died, "the worker went away during the call", tool_started: true)

  # Nobody knows how far it came.
  defp from_status(status, peer) do
    message = text(status, "the #{peer} failed with gRPC status #{status.code}")
    Error.new(:internal, message, tool_started: status.sent?)
  end

  defp text(%{message: ""}, default), do: default
  defp text(%{message: message}, _default), do: message

  defp code({_name, value}) do
    case Integer.parse(value) do
      {code, ""} -> code
      _other -> @internal
    end
  end

  defp code(nil), do: @internal

  # Percent-encoded UTF-8; a peer that sends something else is shown as it is.
  defp decoded(message) do
    text = URI.decode(message)
    if String.valid?(text), do: text, else: inspect(message)
  rescue
    ArgumentError -> message
  end
end
