defmodule SnakepitShm.Session do
  @moduledoc """
  The client's word with the sidecar: one stream, open as long as the client lives.

  When the stream ends, calls go on inline and the session comes back by its secret, with what it had
  leased. Where the sidecar was started anew, everything of the old run is void and a new session
  begins.
  """
  use GenServer
  require Logger
  alias SnakepitShm.Client
  alias SnakepitShm.Grpc.Status
  alias SnakepitShm.Session.{Attached, Dispatch, Frames, Outbox, Stream}
  alias SnakepitShm.Proto.Shm.V1.{Settle, TokenRenewal}

  @connect_wait_ms 1_000
  @first_pause_ms 25
  @longest_pause_ms 2_000
  @welcome_ms 10_000

  @doc false
  def start_link(client_name),
    do:
      GenServer.start_link(__MODULE__, client_name, name: Client.process(client_name, __MODULE__))

  @doc "Reports a transfer. Reports that the sidecar cannot take in time are dropped and counted."
  @spec report(Client.t(), struct) :: :ok
  def report(client, report) do
    if Outbox.room?(client), do: cast(client, {:report, report}), else: :ok
  end

  @doc "Has the reader refuse a ref that did not arrive."
  @spec settle(Client.t(), SnakepitShm.Lease.t(), pos_integer, 0..7, pos_integer) :: :ok
  def settle(client, lease, reader, slot, n) do
    settle = %Settle{reader: reader, owner: lease.owner, lease: lease.lease, record: lease.record}
    cast(client, {:send, {:settle, %{settle | slot: slot, n: n}}})
  end

  @doc "Asks for new tokens for leases."
  @spec renew(Client.t(), [pos_integer]) :: :ok
  def renew(client, leases),
    do: cast(client, {:send, {:token_renewal, %TokenRenewal{leases: leases}}})

  @doc "Waits until the session is attached."
  @spec await(Client.t(), timeout) :: :ok | {:error, :timeout}
  def await(client, timeout_ms) do
    GenServer.call(Client.process(client, __MODULE__), :await, timeout_ms)
  catch
    :exit, _reason -> {:error, :timeout}
  end

  defp cast(client, message), do: GenServer.cast(Client.process(client, __MODULE__), message)

  @impl true
  def init(client_name) do
    # To end its stream: gun would keep it for a process that is gone.
    Process.flag(:trap_exit, true)
    {:ok, client} = Client.fetch(client_name)
    send(self(), :connect)
    state = %{client: client, stream: nil, attached: nil, outbox: Outbox.new(), pause_ms: 0}

    {:ok, Map.merge(state, %{waiting: [], heard_at_ms: 0})}
  end

  @impl true
  def handle_call(:await, from, state) do
    if attached?(state),
      do: {:reply, :ok, state},
      else: {:noreply, %{state | waiting: [from | state.waiting]}}
  end

  @impl true
  def handle_cast({:report, report}, state),
    do: {:noreply, %{state | outbox: Outbox.report(state.outbox, report)}}

  def handle_cast({:send, frame}, state) do
    if attached?(state),
      do: {:noreply, transmit(state, frame)},
      else: {:noreply, %{state | outbox: Outbox.keep(state.outbox, frame)}}
  end

  @impl true
  def handle_info(:connect, state),
    do: {:noreply, if(state.stream, do: state, else: connect(state))}

  def handle_info(:flush, state) do
    stream = if attached?(state), do: state.stream
    {:noreply, %{state | outbox: Outbox.flush(state.outbox, stream, state.client)}}
  end

  def handle_info({:heartbeat, stream}, %{stream: %{ref: stream}} = state),
    do: {:noreply, heartbeat(state)}

  def handle_info({:no_welcome, stream}, %{stream: %{ref: stream, welcome?: false}} = state),
    do: {:noreply, lost(state, "no welcome came")}

  def handle_info(message, state) do
    case Stream.event(state.stream, message) do
      {:frames, frames, stream} ->
        state = %{state | stream: stream, heard_at_ms: now_ms()}
        {:noreply, Enum.reduce(frames, state, &frame/2)}

      {:refused, headers} ->
        {:noreply, refused(state, headers)}

      {:lost, reason} ->
        {:noreply, lost(state, reason)}

      :other ->
        {:noreply, state}
    end
  end

  @impl true
  def terminate(_reason, state) do
    Client.put(state.client, :attached?, nil)
    if state.stream, do: Stream.close(state.stream, state.client)
  end

  defp attached?(state), do: match?(%{welcome?: true}, state.stream)

  defp connect(state) do
    case Stream.open(state.client, @connect_wait_ms) do
      {:ok, stream} ->
        Process.send_after(self(), {:no_welcome, stream.ref}, @welcome_ms)
        transmit(%{state | stream: stream}, {:hello, Frames.hello(state.client, state.attached)})

      {:error, :unavailable} ->
        try_later(state)
    end
  end

  defp transmit(state, frame) do
    Stream.send(state.stream, frame)
    state
  end

  # A frame before this one may have ended the stream.
  defp frame(_frame, %{stream: nil} = state), do: state
  defp frame({:welcome, welcome}, state), do: welcomed(state, welcome)

  defp frame(frame, state) do
    Dispatch.frame(state.client, frame)
    state
  end

  defp welcomed(state, welcome) do
    case Attached.attach(state.client, state.attached, welcome) do
      {:ok, attached} ->
        state = put_in(state.stream.welcome?, true)
        state = %{state | attached: attached, pause_ms: 0, heard_at_ms: now_ms()}
        if attached.lock, do: transmit(state, {:lock_held, Frames.lock_held()})
        Attached.publish(state.client, attached, welcome)
        Enum.each(state.waiting, &GenServer.reply(&1, :ok))
        outbox = Outbox.attached(state.outbox, state.stream, attached.resumed?)
        heartbeat(%{state | waiting: [], outbox: outbox})

      {:error, reason} ->
        lost(%{state | attached: nil}, "the session's memory cannot be used: #{reason}")
    end
  end

  defp heartbeat(%{attached: %{heartbeat_ms: interval_ms}} = state) do
    if now_ms() - state.heard_at_ms > 3 * interval_ms do
      lost(state, "the sidecar is silent")
    else
      Process.send_after(self(), {:heartbeat, state.stream.ref}, interval_ms)
      transmit(state, {:heartbeat, Frames.heartbeat()})
    end
  end

  # The sidecar ended the stream; where it does not know the session any more, a new one begins.
  defp refused(state, headers) do
    error = headers |> Status.from_headers() |> Status.to_error(:sidecar)
    forgotten? = error.code in [:session_unknown, :access_denied]
    lost(if(forgotten?, do: %{state | attached: nil}, else: state), Exception.message(error))
  end

  defp lost(state, reason) do
    Logger.info("detached from the sidecar: #{reason}")
    Stream.close(state.stream, state.client)
    Client.put(state.client, :attached?, nil)
    try_later(%{state | stream: nil})
  end

  defp try_later(state) do
    pause_ms = min(max(2 * state.pause_ms, @first_pause_ms), @longest_pause_ms)
    Process.send_after(self(), :connect, pause_ms + :rand.uniform(@first_pause_ms))
    %{state | pause_ms: pause_ms}
  end

  defp now_ms, do: System.monotonic_time(:millisecond)
end
