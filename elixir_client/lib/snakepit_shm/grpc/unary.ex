defmodule SnakepitShm.Grpc.Unary do
  @moduledoc "One request, one answer, from the calling process: nothing in between but gun."
  alias SnakepitShm.Grpc.{Connection, Frame, Gun, Status}

  @connect_wait_ms 5_000

  @doc """
  Calls an RPC with an encoded request.

  Options: `:timeout`, milliseconds or `:infinity`; `:metadata`, more headers; `:connect_wait`, how many
  milliseconds to wait for a connection.
  """
  @spec call(Connection.t(), SnakepitShm.Proto.Service.rpc(), struct, keyword) ::
          {:ok, struct} | {:error, Status.t()}
  def call(connection, rpc, request, options \\ []) do
    timeout = Keyword.get(options, :timeout, :infinity)
    wait_ms = min(Keyword.get(options, :connect_wait, @connect_wait_ms), timeout)

    with {:ok, body} <- wrapped(rpc.request.encode(request)),
         {:ok, gun} <- checked_out(connection, wait_ms),
         {:ok, message} <- exchange(connection, gun, rpc.path, body, timeout, options) do
      case rpc.response.decode(message) do
        {:ok, response} -> {:ok, response}
        {:error, reason} -> {:error, Status.broken("the answer does not decode: #{reason}")}
      end
    end
  end

  @doc "The headers of every call, with the deadline that the server should know."
  @spec headers(timeout, [{binary, iodata}]) :: [{binary, iodata}]
  def headers(timeout, metadata) do
    [{"host", "localhost"}, {"content-type", "application/grpc"}, {"te", "trailers"}] ++
      deadline(timeout) ++ metadata
  end

  # At most eight digits are allowed; whoever waits longer needs no deadline at the server.
  defp deadline(timeout) when is_integer(timeout) and timeout < 100_000_000,
    do: [{"grpc-timeout", "#{timeout}m"}]

  defp deadline(_forever), do: []

  defp wrapped(message) do
    with {:error, :too_large} <- Frame.wrap(message),
         do: {:error, %Status{code: 8, message: "a message may have at most 4 GiB"}}
  end

  defp checked_out(connection, wait_ms) do
    with {:error, :unavailable} <- Connection.checkout(connection, wait_ms),
         do: {:error, Status.unavailable("no connection within #{wait_ms} ms")}
  end

  defp exchange(connection, gun, path, body, timeout, options) do
    monitor = Process.monitor(gun)
    headers = headers(timeout, Keyword.get(options, :metadata, []))
    stream = Gun.request(gun, path, headers, body)
    result = answer(stream, monitor, deadline_at(timeout), [], false)
    Process.demonitor(monitor, [:flush])

    case result do
      :timeout ->
        Gun.cancel(gun, stream)
        Connection.cancelled(connection, gun)
        {:error, Status.deadline_exceeded()}

      result ->
        Gun.flush(stream)
        result
    end
  end

  defp answer(stream, monitor, deadline_at, parts, http_ok?) do
    case Gun.await(stream, monitor, remaining(deadline_at)) do
      {:data, _, false, bytes} -> answer(stream, monitor, deadline_at, [bytes | parts], http_ok?)
      {:headers, _, false, 200, _} -> answer(stream, monitor, deadline_at, parts, true)
      {:trailers, _, trailers} when http_ok? -> finished(Status.from_headers(trailers), parts)
      {:headers, _, true, 200, headers} -> finished(Status.from_headers(headers), parts)
      :timeout -> :timeout
      :connection_lost -> {:error, Status.connection_lost()}
      {:failed, _} -> {:error, lost_or_reset(monitor)}
      _no_grpc -> {:error, Status.broken("the peer does not speak gRPC")}
    end
  end

  # gun reports the end of a connection first to each stream, then by its own death.
  defp lost_or_reset(monitor) do
    receive do
      {:DOWN, ^monitor, :process, _gun, _reason} -> Status.connection_lost()
    after
      20 -> Status.broken("the peer reset the call")
    end
  end

  defp finished(%Status{code: 0}, parts) do
    with {:error, :bad_frame} <- Frame.unwrap(parts),
         do: {:error, Status.broken("the answer is not one whole message")}
  end

  defp finished(status, _parts), do: {:error, status}

  defp deadline_at(:infinity), do: :infinity
  defp deadline_at(timeout), do: System.monotonic_time(:millisecond) + timeout

  defp remaining(:infinity), do: :infinity
  defp remaining(at), do: max(at - System.monotonic_time(:millisecond), 0)
end
