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

  @doc "The frames that are whole with these bytes."
  @spec frames(t, binary) :: {:ok, [{atom, struct} | nil], t} | {:error, term}
  def frames(stream, bytes) do
    with {:ok, frames, rest} <- Frames.split(stream.rest <> bytes),
         do: {:ok, frames, %{stream | rest: rest}}
  end

  @doc "Ends a stream."
  @spec close(t, Client.t()) :: :ok
  def close(stream, client) do
    Process.demonitor(stream.monitor, [:flush])
    Gun.cancel(stream.gun, stream.ref)
    Connection.cancelled({client.table, :sidecar}, stream.gun)
  end
end
