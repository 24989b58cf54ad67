defmodule SnakepitShm.Grpc.Unary do
  @moduledoc "One request, one answer, from the calling process: nothing in between but gun."
  alias SnakepitShm.Deadline
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
    deadline = Deadline.in_ms(Keyword.get(options, :timeout, :infinity))
    wait_ms = Keyword.get(options, :connect_wait, @connect_wait_ms)

    with {:ok, body} <- wrapped(rpc.request.encode(request)),
         {:ok, gun} <- checked_out(connection, min(wait_ms, Deadline.left_ms(deadline))),
         {:ok, message} <- exchange(connection, gun, rpc.path, body, deadline, options) do
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

  defp exchange(connection, gun, path, body, deadline, options) do
    case Deadline.left_ms(deadline) do
      0 ->
        {:error, Status.deadline_exceeded(false)}

      left_ms ->
        headers = headers(left_ms, Keyword.get(options, :metadata, []))
        exchange(connection, gun, Gun.inbox(), {path, headers, body}, deadline)
    end
  end

  defp exchange(connection, gun, inbox, {path, headers, body}, deadline) do
    monitor = Process.monitor(gun)
    stream = Gun.request(gun, path, headers, body, inbox)
    result = answer(stream, monitor, deadline, [], false)
    Process.demonitor(monitor, [:flush])
    if result == :timeout, do: Gun.cancel(gun, stream)
    Gun.close_inbox(inbox, gun, stream)

    if result == :timeout do
      Connection.cancelled(connection, gun)
      {:error, Status.deadline_exceeded()}
    else
      result
    end
  end

  defp answer(stream, monitor, deadline, parts, http_ok?) do
    case Gun.await(stream, monitor, Deadline.left_ms(deadline)) do
      {:data, _, false, bytes} -> answer(stream, monitor, deadline, [bytes | parts], http_ok?)
      {:headers, _, false, 200, _} -> answer(stream, monitor, deadline, parts, true)
      {:trailers, _, trailers} when http_ok? -> finished(Status.from_headers(trailers), parts)
      {:headers, _, true, 200, headers} -> finished(Status.from_headers(headers), parts)
      :timeout -> :timeout
      :connection_lost -> {:error, Status.connection_lost()}
      :never_sent -> {:error, Status.unavailable("the connection ended before the call")}
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
end
