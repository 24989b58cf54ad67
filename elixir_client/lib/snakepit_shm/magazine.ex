defmodule SnakepitShm.Magazine do
  @moduledoc """
  The leased, mapped, idle regions of a client. This process lends them: a loan costs one message there
  and one back, and ends by itself when the borrower dies. A region that a killed borrower was still
  writing is lent again only when the writing has ended, and refs that it had sent are settled.

  New leases are fetched in the background, before the last idle region of a size is gone.
  """
  use GenServer
  require Logger
  alias SnakepitShm.{Client, ControlTable, Lease, Session}
  alias SnakepitShm.Magazine.{Broker, Loan, Shelf}

  @mebibyte 1024 * 1024
  @refill_pause_ms 250

  @doc false
  def start_link(client_name),
    do:
      GenServer.start_link(__MODULE__, client_name, name: Client.process(client_name, __MODULE__))

  @doc """
  Borrows a region for `bytes`; the calling process is its only writer until it gives it back.

  With `reader`, a slot is bound to that session and the loan holds the number of its next ref. Waits at
  most `wait_ms` for a region that must be fetched first.
  """
  @spec reserve(Client.t(), non_neg_integer, pos_integer | nil, non_neg_integer) ::
          {:ok, Loan.t()} | {:error, :no_region | :too_large | :no_session}
  def reserve(client, bytes, reader, wait_ms),
    do: call(client, {:reserve, bytes, reader, wait_ms})

  @doc "Numbers a ref to a region that is lent for longer, and says in the table that it is about to leave."
  @spec address(Client.t(), pos_integer, pos_integer) ::
          {:ok, {0..7, pos_integer}, Lease.t()} | {:error, :no_region}
  def address(client, lease_id, reader), do: call(client, {:address, lease_id, reader})

  @doc "Gives a region back. `:failed`: its ref did not arrive or was refused, so it is settled."
  @spec give_back(Client.t(), Loan.t(), :delivered | :failed) :: :ok
  def give_back(client, loan, outcome),
    do: GenServer.cast(process(client), {:give_back, loan.lease.lease, outcome})

  @doc "Says how sending a ref ended that `address/3` had numbered."
  @spec sent(Client.t(), pos_integer, {0..7, pos_integer}, :delivered | :failed) :: :ok
  def sent(client, lease_id, address, outcome),
    do: GenServer.cast(process(client), {:sent, lease_id, address, outcome})

  @doc "Idle regions by capacity, and how many are lent, for tests and monitoring."
  @spec stats(Client.t()) :: %{idle: map, lent: non_neg_integer}
  def stats(client), do: call(client, :stats)

  @doc false
  def attach(client, session), do: GenServer.cast(process(client), {:attach, session})
  @doc false
  def notify(client, event), do: GenServer.cast(process(client), event)

  defp process(client), do: Client.process(client, __MODULE__)
  defp call(client, message), do: GenServer.call(process(client), message, :infinity)

  @impl true
  def init(client_name) do
    {:ok, client} = Client.fetch(client_name)
    Process.flag(:message_queue_data, :off_heap)
    state = %{client: client, session: nil, shelf: %{}, loans: %{}, monitors: %{}, sends: %{}}
    {:ok, Map.merge(state, %{waiting: [], refills: %{}, paused: %{}, draining?: false})}
  end

  @impl true
  def handle_call({:reserve, _bytes, _reader, _wait_ms}, _from, %{session: nil} = state),
    do: {:reply, {:error, :no_session}, state}

  def handle_call({:reserve, bytes, _, _}, _from, state)
      when bytes > state.session.max_region_bytes,
      do: {:reply, {:error, :too_large}, state}

  def handle_call({:reserve, _, _, _}, _from, %{draining?: true} = state),
    do: {:reply, {:error, :no_region}, state}

  def handle_call({:reserve, bytes, reader, wait_ms}, from, state) do
    capacity = max(Shelf.capacity(bytes), state.session.min_region_bytes)

    case lend(state, capacity, reader, from) do
      {:ok, loan, state} ->
        {:reply, {:ok, loan}, refill(state, capacity)}

      {:none, state} ->
        timer = Process.send_after(self(), {:give_up, from}, wait_ms)
        waiting = state.waiting ++ [{from, capacity, reader, timer}]
        {:noreply, refill(%{state | waiting: waiting}, capacity)}
    end
  end

  def handle_call({:address, lease_id, reader}, {sender, _tag}, state) do
    with %{^lease_id => %{loan: %{lease: lease}}} <- state.loans,
         slots = ControlTable.bound_slots(lease.control, lease.record),
         {:free, slot, n} <- Shelf.slot_for(lease, reader, slots) do
      ControlTable.address(lease.control, lease.record, slot, n)
      monitor = Process.monitor(sender)
      send = {lease_id, {slot, n}}
      state = put_in(state.monitors[monitor], {:send, send})
      state = put_in(state.sends[send], {monitor, lease, reader})
      {:reply, {:ok, {slot, n}, lease}, state}
    else
      _unknown_or_no_slot -> {:reply, {:error, :no_region}, state}
    end
  end

  def handle_call(:stats, _from, state) do
    idle = for {capacity, leases} <- state.shelf, into: %{}, do: {capacity, length(leases)}
    {:reply, %{idle: idle, lent: map_size(state.loans)}, state}
  end

  @impl true
  def handle_cast({:give_back, lease_id, outcome}, state),
    do: {:noreply, state |> ended(lease_id, outcome) |> serve()}

  def handle_cast({:sent, lease_id, address, outcome}, state),
    do: {:noreply, state |> settled_send({lease_id, address}, outcome) |> serve()}

  def handle_cast({:attach, %{resumed?: true}}, state),
    do: {:noreply, %{state | draining?: false}}

  # Another run, or another session: what was leased before may not be written any more.
  def handle_cast({:attach, session}, state) do
    for {_capacity, leases} <- state.shelf, lease <- leases, do: Broker.close(lease)
    state = %{state | session: session, shelf: %{}, sends: %{}, draining?: false, paused: %{}}
    {:noreply, Enum.reduce(state.client.options.warm, state, &refill(&2, Shelf.capacity(&1)))}
  end

  def handle_cast({:trim, capacity, keep}, state) do
    {taken, shelf} = Shelf.trim(state.shelf, if(capacity > 0, do: capacity), keep)
    Broker.return(state.client, taken)
    {:noreply, %{state | shelf: shelf}}
  end

  def handle_cast(:drain, state), do: {:noreply, %{state | draining?: true}}

  def handle_cast({:renewed, tokens}, state) do
    renewed = Map.new(tokens, &{&1.lease, &1})
    renew = &renewed_lease(&1, renewed)
    shelf = Map.new(state.shelf, fn {capacity, leases} -> {capacity, Enum.map(leases, renew)} end)

    loans = Map.new(state.loans, fn {id, entry} -> {id, update_in(entry.loan.lease, renew)} end)

    {:noreply, %{state | shelf: shelf, loans: loans}}
  end

  def handle_cast(:renew, %{session: nil} = state), do: {:noreply, state}

  def handle_cast(:renew, state) do
    now_ms = System.system_time(:millisecond)
    lent = for {_id, entry} <- state.loans, do: entry.loan.lease
    leases = lent ++ List.flatten(Map.values(state.shelf))

    case for(lease <- leases, lease.renew_at_ms < now_ms, do: lease.lease) do
      [] -> :ok
      ids -> Session.renew(state.client, ids)
    end

    {:noreply, state}
  end

  @impl true
  def handle_info({:give_up, from}, state) do
    case List.keytake(state.waiting, from, 0) do
      {{^from, capacity, reader, _timer}, waiting} ->
        {reply, state} = last_try(%{state | waiting: waiting}, capacity, reader, from)
        GenServer.reply(from, reply)
        {:noreply, state}

      nil ->
        {:noreply, state}
    end
  end

  def handle_info({:quiet, lease_id}, state),
    do: {:noreply, state |> ended(lease_id, :failed) |> serve()}

  def handle_info({:resume_refill, capacity}, state) do
    state = %{state | paused: Map.delete(state.paused, capacity)}
    {:noreply, if(wanted?(state, capacity), do: refill(state, capacity), else: state)}
  end

  def handle_info({task, result}, state) when is_map_key(state.refills, task) do
    Process.demonitor(task, [:flush])
    {:noreply, refilled(state, task, result)}
  end

  def handle_info({:DOWN, task, :process, _, _}, state) when is_map_key(state.refills, task),
    do: {:noreply, refilled(state, task, {:error, :crashed})}

  def handle_info({:DOWN, monitor, :process, _pid, _reason}, state) do
    case Map.pop(state.monitors, monitor) do
      {{:loan, lease_id}, monitors} ->
        Broker.when_quiet(state.loans[lease_id].loan.lease, self())
        {:noreply, %{state | monitors: monitors}}

      {{:send, send}, monitors} ->
        {:noreply, settled_send(%{state | monitors: monitors}, send, :failed)}

      {nil, _monitors} ->
        {:noreply, state}
    end
  end

  def handle_info(_other, state), do: {:noreply, state}

  defp lend(state, capacity, reader, {borrower, _tag}) do
    {picked, shelf, spent} =
      Shelf.pick(state.shelf, capacity, reader, &Client.dead?(state.client, &1))

    Broker.return_spent(state.client, spent)
    state = %{state | shelf: shelf}

    case picked do
      nil ->
        {:none, state}

      {lease, slot, n} ->
        generation = ControlTable.begin_write(lease.control, lease.record)
        loan = %Loan{lease: lease, generation: generation, reader: reader, slot: slot, n: n}
        monitor = Process.monitor(borrower)
        loans = Map.put(state.loans, lease.lease, %{loan: loan, monitor: monitor})
        monitors = Map.put(state.monitors, monitor, {:loan, lease.lease})
        {:ok, loan, %{state | loans: loans, monitors: monitors}}
    end
  end

  defp last_try(state, capacity, reader, from) do
    case state.session && lend(state, capacity, reader, from) do
      {:ok, loan, state} -> {{:ok, loan}, state}
      {:none, state} -> {{:error, :no_region}, state}
      nil -> {{:error, :no_session}, state}
    end
  end

  # Regions may have come back: to those who wait, in order.
  defp serve(%{waiting: []} = state), do: state

  defp serve(state) do
    {waiting, state} =
      Enum.flat_map_reduce(state.waiting, state, fn {from, capacity, reader, timer} = waiter,
                                                    state ->
        case lend(state, capacity, reader, from) do
          {:ok, loan, state} ->
            Process.cancel_timer(timer)
            GenServer.reply(from, {:ok, loan})
            {[], state}

          {:none, state} ->
            {[waiter], state}
        end
      end)

    %{state | waiting: waiting}
  end

  defp ended(state, lease_id, outcome) do
    case Map.pop(state.loans, lease_id) do
      {nil, _loans} ->
        state

      {%{loan: loan, monitor: monitor}, loans} ->
        Process.demonitor(monitor, [:flush])
        if outcome == :failed, do: settle(state, loan.lease, loan.reader, {loan.slot, loan.n})
        state = %{state | loans: loans, monitors: Map.delete(state.monitors, monitor)}
        shelve(state, loan.lease)
    end
  end

  defp shelve(%{session: %{id: owner}} = state, %{owner: owner} = lease),
    do: %{state | shelf: Shelf.put(state.shelf, lease)}

  defp shelve(state, lease_of_an_ended_session) do
    Broker.close(lease_of_an_ended_session)
    state
  end

  defp settled_send(state, send, outcome) do
    case Map.pop(state.sends, send) do
      {nil, _sends} ->
        state

      {{monitor, lease, reader}, sends} ->
        Process.demonitor(monitor, [:flush])
        if outcome == :failed, do: settle(state, lease, reader, elem(send, 1))
        %{state | sends: sends, monitors: Map.delete(state.monitors, monitor)}
    end
  end

  # A ref that was never numbered in the table was never sent.
  defp settle(_state, _lease, nil, _address), do: :ok

  defp settle(state, lease, reader, {slot, n}) do
    [_reader, addressed, _done] = ControlTable.read_slot(lease.control, lease.record, slot)
    if addressed >= n, do: Session.settle(state.client, lease, reader, slot, n)
    :ok
  end

  defp wanted?(state, capacity),
    do: List.keymember?(state.waiting, capacity, 1) or Map.has_key?(state.shelf, capacity)

  # Larger regions are kept ready in smaller numbers.
  defp spares(capacity) when capacity <= @mebibyte, do: 4
  defp spares(capacity) when capacity <= 16 * @mebibyte, do: 2
  defp spares(_capacity), do: 1

  defp refill(state, capacity) do
    missing =
      max(
        spares(capacity) - Shelf.count(state.shelf, capacity),
        Enum.count(state.waiting, &(elem(&1, 1) == capacity))
      )

    running? = Enum.any?(state.refills, fn {_task, running} -> running == capacity end)

    if missing <= 0 or running? or is_map_key(state.paused, capacity) or is_nil(state.session) do
      state
    else
      task = Broker.lease(state.client, state.session, capacity, missing)
      put_in(state.refills[task], capacity)
    end
  end

  defp refilled(state, task, result) do
    {capacity, refills} = Map.pop(state.refills, task)
    state = %{state | refills: refills}

    case result do
      {:ok, leases} ->
        leases |> Enum.reduce(state, &shelve(&2, &1)) |> serve()

      {:error, reason} ->
        Logger.debug("no region of #{capacity} bytes could be leased: #{inspect(reason)}")
        Process.send_after(self(), {:resume_refill, capacity}, @refill_pause_ms)
        put_in(state.paused[capacity], true)
    end
  end

  defp renewed_lease(%{lease: id} = lease, renewed) do
    case renewed do
      %{^id => token} -> Lease.renew(lease, token.token, token.expires_at_ms)
      _not_this_one -> lease
    end
  end
end
