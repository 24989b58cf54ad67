defmodule SnakepitShm.Workers do
  @moduledoc """
  The workers that are ready, as the sidecar pushes them, and a connection to each. Callers pick one
  from a table, without a message.
  """
  use GenServer
  alias SnakepitShm.{Client, Error}
  alias SnakepitShm.Grpc.Connection

  defmodule Worker do
    @moduledoc """
    One ready worker: `id`, its `session` (the addressee of refs), its `socket`, the names of its `tools`,
    whether it speaks refs (`shm?`), and how many calls are `in_flight` from here.
    """
    @enforce_keys [:id, :session, :socket, :tools, :shm?, :in_flight]
    @derive {Inspect, only: [:id, :session, :tools]}
    defstruct @enforce_keys

    @type t :: %__MODULE__{}
  end

  @sweep_ms 2_000

  @doc false
  def start_link(client_name),
    do:
      GenServer.start_link(__MODULE__, client_name, name: Client.process(client_name, __MODULE__))

  @doc """
  The ready worker with the fewest calls in flight, or the one that `id` names. Waits at most `wait_ms`
  for one to become ready.
  """
  @spec pick(Client.t(), String.t() | nil, non_neg_integer) ::
          {:ok, Worker.t()} | {:error, Error.t()}
  def pick(client, id, wait_ms) do
    case choose(Client.get(client, :workers) || [], id) do
      nil -> GenServer.call(Client.process(client, __MODULE__), {:await, id, wait_ms}, :infinity)
      worker -> {:ok, worker}
    end
  catch
    :exit, _restarting -> {:error, unavailable(id)}
  end

  @doc "Counts a call of the calling process that begins; `done/3` ends it, or the end of the process."
  @spec begin(Client.t(), Worker.t()) :: reference
  def begin(client, worker) do
    token = make_ref()
    :ets.insert(client.calls, {token, self(), worker.in_flight, worker.session})
    :counters.add(worker.in_flight, 1, 1)
    token
  end

  @doc "Counts a call that has ended."
  @spec done(Client.t(), Worker.t(), reference) :: :ok
  def done(client, worker, token) do
    :ets.delete(client.calls, token)
    :counters.sub(worker.in_flight, 1, 1)
  end

  @doc "The connection to a worker."
  @spec connection(Client.t(), Worker.t()) :: Connection.t()
  def connection(client, worker), do: {client.table, {worker.id, worker.socket}}

  @doc false
  def update(client, directory),
    do: GenServer.cast(Client.process(client, __MODULE__), {:update, directory})

  @impl true
  def init(client_name) do
    {:ok, client} = Client.fetch(client_name)
    supervisor = Client.process(client, DynamicSupervisor)
    # Those of a process before this one, whose end nobody would care for.
    for {_id, pid, _type, _modules} <- DynamicSupervisor.which_children(supervisor),
        do: DynamicSupervisor.terminate_child(supervisor, pid)

    Process.send_after(self(), :sweep, @sweep_ms)
    {:ok, %{client: client, connections: %{}, wanted: [], waiting: []}}
  end

  @impl true
  def handle_call({:await, id, wait_ms}, from, state) do
    case choose(Client.get(state.client, :workers) || [], id) do
      nil ->
        Process.send_after(self(), {:give_up, from}, wait_ms)
        {:noreply, %{state | waiting: [{from, id} | state.waiting]}}

      worker ->
        {:reply, {:ok, worker}, state}
    end
  end

  @impl true
  def handle_cast({:update, directory}, state) do
    known = Map.new(Client.get(state.client, :workers) || [], &{{&1.id, &1.session}, &1})
    workers = Enum.map(directory.workers, &(known[{&1.worker, &1.session}] || ready(&1)))
    state = connect(state, workers)
    Client.put(state.client, :workers, workers)
    {:noreply, serve(state, workers)}
  end

  @impl true
  def handle_info({:give_up, from}, state) do
    case List.keytake(state.waiting, from, 0) do
      {{^from, id}, waiting} ->
        GenServer.reply(from, {:error, unavailable(id)})
        {:noreply, %{state | waiting: waiting}}

      nil ->
        {:noreply, state}
    end
  end

  # Calls whose process was killed never ended themselves.
  def handle_info(:sweep, state) do
    for {token, caller, in_flight, _session} <- :ets.tab2list(state.client.calls),
        not Process.alive?(caller),
        [_] <- [:ets.take(state.client.calls, token)],
        do: :counters.sub(in_flight, 1, 1)

    Process.send_after(self(), :sweep, @sweep_ms)
    {:noreply, drop_unused(state)}
  end

  defp ready(worker) do
    %Worker{
      id: worker.worker,
      session: worker.session,
      socket: worker.socket,
      tools: Enum.map(worker.tools, & &1.name),
      shm?: "shm.v1" in worker.features,
      in_flight: :counters.new(1, [:write_concurrency])
    }
  end

  # A worker that left the directory may still be answering: its connection goes when its calls have.
  defp connect(state, workers) do
    wanted = Map.new(workers, &{{&1.id, &1.socket}, &1})
    supervisor = Client.process(state.client, DynamicSupervisor)

    added =
      for {key, worker} <- wanted, not is_map_key(state.connections, key), into: %{} do
        {key, {start(state.client, supervisor, key, worker.socket), worker.in_flight}}
      end

    %{state | connections: Map.merge(state.connections, added), wanted: Map.keys(wanted)}
  end

  defp drop_unused(state) do
    {unused, used} =
      Enum.split_with(state.connections, fn {key, {_pid, in_flight}} ->
        key not in state.wanted and :counters.get(in_flight, 1) == 0
      end)

    supervisor = Client.process(state.client, DynamicSupervisor)
    for {_key, {pid, _}} <- unused, do: DynamicSupervisor.terminate_child(supervisor, pid)
    %{state | connections: Map.new(used)}
  end

  defp start(client, supervisor, key, socket) do
    options = [table: client.table, key: key, socket: fn -> socket end]
    {:ok, pid} = DynamicSupervisor.start_child(supervisor, {Connection, options})
    pid
  end

  defp serve(state, workers) do
    {served, waiting} = Enum.split_with(state.waiting, fn {_from, id} -> choose(workers, id) end)
    for {from, id} <- served, do: GenServer.reply(from, {:ok, choose(workers, id)})
    %{state | waiting: waiting}
  end

  defp choose([], _id), do: nil
  defp choose([worker], nil), do: worker
  # Equally busy ones take turns by chance.
  defp choose(workers, nil),
    do: Enum.min_by(workers, &{:counters.get(&1.in_flight, 1), :rand.uniform()})

  defp choose(workers, id), do: Enum.find(workers, &(&1.id == id))

  defp unavailable(nil), do: Error.new(:worker_unavailable, "no worker is ready")
  defp unavailable(id), do: Error.new(:worker_unavailable, "no worker #{inspect(id)} is ready")
end
