defmodule SnakepitShm.Session.Stream do
  @moduledoc "The session's stream, from opening it on the client's connection to its end."
  alias SnakepitShm.Client
  alias SnakepitShm.Grpc.{Connection, Gun}
  alias SnakepitShm.Session.Frames

  @enforce_keys [:gun, :ref, :monitor]
  defstruct [:gun, :ref, :monitor, rest: "", welcome?: false]

  @type t :: %__MODULE__{
          gun: pid,
          ref: reference,
          monitor: reference,
          rest: binary,
          welcome?: boolean
        }

  @doc "Opens a stream; its events, and the end of its connection, go to the calling process."
  @spec open(Client.t(), non_neg_integer) :: {:ok, t} | {:error, :unavailable}
  def open(client, wait_ms) do
    with {:ok, gun} <- Connection.checkout({client.table, :sidecar}, wait_ms),
         do: {:ok, %__MODULE__{gun: gun, ref: Frames.open(gun), monitor: Process.monitor(gun)}}
  end

  @doc "Sends one frame."
  @spec send(t, {atom, struct}) :: :ok
  def send(stream, frame), do: Frames.send(stream.gun, stream.ref, frame)

  @doc "What a message to the owner of the stream means for it."
  @spec event(t | nil, term) ::
          {:frames, [{atom, struct} | nil], t} | {:refused, list} | {:lost, String.t()} | :other
  def event(%{monitor: monitor}, {:DOWN, monitor, :process, _gun, _reason}),
    do: {:lost, "the connection ended"}

  def event(stream, message) do
    case {Gun.event(message), stream} do
      {{:data, ref, _final?, bytes}, %{ref: ref}} -> frames(stream, bytes)
      {{:headers, ref, false, 200, _headers}, %{ref: ref}} -> {:frames, [], stream}
      {{:headers, ref, _final?, _status, headers}, %{ref: ref}} -> {:refused, headers}
      {{:trailers, ref, trailers}, %{ref: ref}} -> {:refused, trailers}
      {{:failed, ref}, %{ref: ref}} -> {:lost, "the stream was reset"}
      _of_another_stream -> :other
    end
  end

  @doc "Ends a stream."
  @spec close(t, Client.t()) :: :ok
  def close(stream, client) do
    Process.demonitor(stream.monitor, [:flush])
    Gun.cancel(stream.gun, stream.ref)
    Connection.cancelled({client.table, :sidecar}, stream.gun)
  end

  defp frames(stream, bytes) do
    case Frames.split(stream.rest <> bytes) do
      {:ok, frames, rest} -> {:frames, frames, %{stream | rest: rest}}
      {:error, reason} -> {:lost, "a frame does not decode: #{inspect(reason)}"}
    end
  end
end
