defmodule SnakepitShm.Grpc.Gun do
  @moduledoc """
  The only module that knows gun, 1.3 and 2.x alike.

  What it settles, because gun 1.3 has no other way:

    * A gun process is one connection and never reconnects (`retry: 0`). Otherwise requests that are
      sent while it is down wait in its mailbox and run much later, when their caller has given up.
      So losing the connection is one thing, everywhere: the process is dead, and whoever waits for
      an answer learns it from a monitor.
    * No keepalive pings: gRPC servers in C close connections that ping every five seconds.
    * A receive buffer of 64 KiB: a larger one is copied again for each 16 KiB frame.
  """

  @typedoc "What happened on a stream or on its connection."
  @type event ::
          {:headers, reference, final? :: boolean, 100..599, [{binary, binary}]}
          | {:data, reference, final? :: boolean, binary}
          | {:trailers, reference, [{binary, binary}]}
          | {:failed, reference}
          | {:up, pid}
          | :other

  @buffer_bytes 65_536
  @send_buffer_bytes 1_048_576

  @doc "Opens a connection to a Unix socket. The caller owns it and hears `{:up, pid}`."
  @spec open(Path.t()) :: {:ok, pid} | {:error, term}
  def open(socket_path) do
    transport_options = [buffer: @buffer_bytes, sndbuf: @send_buffer_bytes]

    options =
      case major_version() do
        1 -> %{transport_opts: transport_options, http2_opts: %{keepalive: :infinity}}
        _ -> %{tcp_opts: transport_options}
      end

    :gun.open_unix(
      String.to_charlist(socket_path),
      Map.merge(options, %{protocols: [:http2], retry: 0})
    )
  end

  @doc """
  Where the events of one request go. What gun still sends when it is closed, because an answer crossed a
  cancellation, is dropped by the BEAM: the mailbox belongs to the caller, who does not know gun.
  """
  @spec inbox() :: pid | reference
  def inbox, do: if(major_version() == 1, do: :erlang.alias(), else: self())

  @doc "Ends an inbox and forgets what its stream had sent there."
  @spec close_inbox(pid | reference, pid, reference) :: :ok
  def close_inbox(inbox, gun, stream) do
    if is_reference(inbox), do: :erlang.unalias(inbox)
    :gun.flush(stream)

    # Of the end of a connection it tells one of its callers, whichever, without naming a stream.
    receive do
      {:gun_error, ^gun, _reason} -> :ok
    after
      0 -> :ok
    end
  end

  @doc "Sends a whole request; its events go to `inbox`."
  @spec request(pid, String.t(), [{binary, iodata}], iodata, pid | reference) :: reference
  def request(gun, path, headers, body, inbox \\ self()),
    do: :gun.request(gun, "POST", path, headers, body, %{reply_to: inbox})

  @doc "Begins a request whose body is sent with `data/4`."
  @spec open_stream(pid, String.t(), [{binary, iodata}]) :: reference
  def open_stream(gun, path, headers) do
    # Under this name gun 1.3 sends headers alone as well, if a content-type is among them.
    case major_version() do
      1 -> apply(:gun, :request, [gun, "POST", path, headers])
      _ -> apply(:gun, :headers, [gun, "POST", path, headers])
    end
  end

  @doc "Sends a part of a request's body."
  @spec data(pid, reference, :fin | :nofin, iodata) :: :ok
  def data(gun, stream, final, bytes), do: :gun.data(gun, stream, final, bytes)

  @doc "Resets a stream and forgets what it had sent."
  @spec cancel(pid, reference) :: :ok
  def cancel(gun, stream) do
    # gun tells whoever cancels if the stream has just ended: a process that nobody listens to.
    spawn(fn -> :gun.cancel(gun, stream) end)
    :gun.flush(stream)
    :ok
  end

  @doc "Forgets what a finished stream may still send: gun 1.3 reports a reset that comes late."
  @spec flush(reference) :: :ok
  def flush(stream), do: :gun.flush(stream)

  @doc "Closes a connection."
  @spec close(pid) :: :ok
  def close(gun) do
    :gun.close(gun)
    :ok
  end

  @doc "Waits for the next event of a stream. `monitor` watches its connection."
  @spec await(reference, reference, timeout) :: event | :connection_lost | :never_sent | :timeout
  def await(stream, monitor, timeout_ms) do
    receive do
      {:gun_data, _gun, ^stream, final, bytes} ->
        {:data, stream, final == :fin, bytes}

      {:gun_response, _gun, ^stream, final, status, headers} ->
        {:headers, stream, final == :fin, status, headers}

      {:gun_trailers, _gun, ^stream, trailers} ->
        {:trailers, stream, trailers}

      {:gun_error, _gun, ^stream, _reason} ->
        {:failed, stream}

      # It was gone before the request.
      {:DOWN, ^monitor, :process, _gun, :noproc} ->
        :never_sent

      {:DOWN, ^monitor, :process, _gun, _reason} ->
        :connection_lost
    after
      timeout_ms -> :timeout
    end
  end

  @doc "What a message from gun to its owner means."
  @spec event(term) :: event
  def event({:gun_up, gun, _protocol}), do: {:up, gun}
  def event({:gun_data, _gun, stream, final, bytes}), do: {:data, stream, final == :fin, bytes}
  def event({:gun_trailers, _gun, stream, trailers}), do: {:trailers, stream, trailers}
  def event({:gun_error, _gun, stream, _reason}), do: {:failed, stream}

  def event({:gun_response, _gun, stream, final, status, headers}),
    do: {:headers, stream, final == :fin, status, headers}

  def event(_other), do: :other

  defp major_version do
    case Application.spec(:gun, :vsn) do
      [?1 | _] -> 1
      _newer -> 2
    end
  end
end
