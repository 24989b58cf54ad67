defmodule SnakepitShm.Grpc.Connection do
  @moduledoc """
  Keeps one connection to one Unix socket open.

  Calls do not pass through this process: `checkout/2` gives the caller the gun process, which answers
  it directly, and dies with the connection. This process only connects, tries again with growing
  pauses, and replaces a connection on which many calls were cancelled (gun 1.3 loses a bit of the
  connection's flow-control window with each).
  """
  use GenServer
  alias SnakepitShm.Grpc.Gun

  @cancels_before_renewal 32
  @first_pause_ms 20
  @longest_pause_ms 2_000
  @retired_life_ms 600_000

  @typedoc "Where to find a connection: the table and the key that it publishes itself under."
  @type t :: {:ets.table(), term}

  @doc """
  Options: `:table` and `:key`, where to publish; `:socket`, a function that returns the path to connect
  to or `nil` while there is none.
  """
  def start_link(options), do: GenServer.start_link(__MODULE__, options)

  @doc "The gun process of an open connection; waits at most `timeout_ms` for one."
  @spec checkout(t, non_neg_integer) :: {:ok, pid} | {:error, :unavailable}
  def checkout({table, key}, timeout_ms) do
    case :ets.lookup(table, {:connection, key}) do
      [{_key, _server, gun}] when is_pid(gun) -> {:ok, gun}
      [{_key, server, nil}] -> await_up(server, timeout_ms)
      [] -> {:error, :unavailable}
    end
  end

  @doc "Says that a call on this connection was cancelled."
  @spec cancelled(t, pid) :: :ok
  def cancelled({table, key}, gun) do
    with [{_key, server, _gun}] <- :ets.lookup(table, {:connection, key}),
         do: GenServer.cast(server, {:cancelled, gun})

    :ok
  end

  defp await_up(server, timeout_ms) do
    GenServer.call(server, {:await_up, timeout_ms}, timeout_ms + 1_000)
  catch
    :exit, _reason -> {:error, :unavailable}
  end

  @impl true
  def init(options) do
    Process.flag(:trap_exit, true)
    state = %{table: options[:table], key: options[:key], socket: options[:socket]}
    state = Map.merge(state, %{opening: nil, gun: nil, waiting: [], cancels: 0})
    state = Map.merge(state, %{pause_ms: 0, retry: nil, greeting: nil})
    publish(state)
    {:ok, state, {:continue, :connect}}
  end

  @impl true
  def handle_continue(:connect, state), do: {:noreply, connect(state)}

  @impl true
  def handle_call({:await_up, _timeout_ms}, _from, %{gun: gun} = state) when is_pid(gun),
    do: {:reply, {:ok, gun}, state}

  def handle_call({:await_up, timeout_ms}, from, state) do
    Process.send_after(self(), {:give_up, from}, timeout_ms)
    # Somebody waits: no reason to pause any longer.
    state = if state.opening, do: state, else: connect(state)
    {:noreply, %{state | waiting: [from | state.waiting]}}
  end

  @impl true
  def handle_cast({:cancelled, gun}, %{gun: gun, cancels: cancels} = state) do
    state = %{state | cancels: cancels + 1}

    if state.cancels >= @cancels_before_renewal and is_nil(state.opening),
      do: {:noreply, connect(state)},
      else: {:noreply, state}
  end

  def handle_cast({:cancelled, _older}, state), do: {:noreply, state}

  @impl true
  def handle_info(:connect, %{opening: nil, gun: nil} = state), do: {:noreply, connect(state)}
  def handle_info(:connect, state), do: {:noreply, state}

  def handle_info({:give_up, from}, state) do
    if from in state.waiting, do: GenServer.reply(from, {:error, :unavailable})
    {:noreply, %{state | waiting: List.delete(state.waiting, from)}}
  end

  def handle_info({:DOWN, _ref, :process, gun, _reason}, %{opening: gun} = state),
    do: {:noreply, try_later(%{state | opening: nil})}

  def handle_info({:DOWN, _ref, :process, gun, _reason}, %{gun: gun} = state) do
    state = %{state | gun: nil}
    publish(state)
    {:noreply, if(state.opening, do: state, else: try_later(state))}
  end

  def handle_info({:close, gun}, state) do
    Gun.close(gun)
    {:noreply, state}
  end

  def handle_info(message, state) do
    case Gun.event(message) do
      {:up, gun} when gun == state.opening -> {:noreply, %{state | greeting: greet(gun)}}
      {:headers, stream, _final, _status, _headers} -> {:noreply, greeted(state, stream)}
      _other -> {:noreply, state}
    end
  end

  @impl true
  def terminate(_reason, state) do
    for gun <- [state.gun, state.opening], is_pid(gun), do: Gun.close(gun)
    :ets.delete(state.table, {:connection, state.key})
  end

  defp connect(state) do
    with path when is_binary(path) <- state.socket.(),
         {:ok, gun} <- Gun.open(path) do
      Process.monitor(gun)
      %{state | opening: gun}
    else
      _no_socket_yet -> try_later(state)
    end
  end

  # gun 1.3 does not apply the server's SETTINGS to streams that are open already: a body that is sent before
  # they arrive stalls at 64 KiB for ever. They come before the answer to anything, so ask for something that
  # no server has.
  defp greet(gun) do
    headers = [{"host", "localhost"}, {"content-type", "application/grpc"}, {"te", "trailers"}]
    Gun.request(gun, "/snakepit.shm.v1.Greeting/Settings", headers, <<0, 0::32>>)
  end

  defp greeted(%{greeting: stream} = state, stream) when is_pid(state.opening) do
    Gun.flush(stream)
    up(%{state | greeting: nil})
  end

  defp greeted(state, _older_stream), do: state

  defp up(state) do
    retire(state.gun)
    state = %{state | gun: state.opening, opening: nil, cancels: 0, pause_ms: 0}
    publish(state)
    Enum.each(state.waiting, &GenServer.reply(&1, {:ok, state.gun}))
    %{state | waiting: []}
  end

  # The connection before this one is left to the calls that still run on it.
  defp retire(nil), do: :ok
  defp retire(gun), do: Process.send_after(self(), {:close, gun}, @retired_life_ms)

  defp try_later(state) do
    if state.retry, do: Process.cancel_timer(state.retry)
    pause_ms = min(max(2 * state.pause_ms, @first_pause_ms), @longest_pause_ms)
    %{state | pause_ms: pause_ms, retry: Process.send_after(self(), :connect, pause_ms)}
  end

  defp publish(state), do: :ets.insert(state.table, {{:connection, state.key}, self(), state.gun})
end
