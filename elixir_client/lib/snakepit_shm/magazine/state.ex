defmodule SnakepitShm.Magazine.State do
  @moduledoc "What a magazine holds, and what may happen to it. `SnakepitShm.Magazine` is the process around it."
  alias SnakepitShm.{Client, ControlTable, Lease, Memory, Session}
  alias SnakepitShm.Magazine.{Broker, Ledger, Loan, Refills, Renewals, Settles, Shelf, Waiting}

  defstruct [:client, :session, shelf: %{}, ledger: %Ledger{}, waiting: [], settles: []] ++
              [refills: %Refills{}, draining?: false, renewal: nil]

  @type t :: %__MODULE__{}

  @doc """
  Begins or resumes a session. What was leased in another one may not be written any more; settles that
  may have been lost are sent again.
  """
  @spec attach(t, map) :: t
  def attach(state, %{resumed?: true}),
    do: %{state | draining?: false, settles: Settles.again(state.settles, state.client)}

  def attach(state, session) do
    Enum.each(Shelf.leases(state.shelf), &Broker.close/1)
    send(self(), :collect)
    if state.session, do: Memory.close(state.session.control)
    state = %{state | session: session, shelf: %{}, settles: [], draining?: false}
    Enum.reduce(state.client.options.warm, state, &refill(&2, Shelf.capacity(&1)))
  end

  @doc "Lends a region of a capacity to a caller."
  @spec lend(t, pos_integer, pos_integer | nil, GenServer.from()) ::
          {:ok, Loan.t(), t} | {:none, t}
  def lend(%{session: nil} = state, _capacity, _reader, _from), do: {:none, state}

  def lend(state, capacity, reader, {borrower, _tag}) do
    {picked, shelf, spent} =
      Shelf.pick(state.shelf, capacity, reader, &Client.dead?(state.client, &1))

    Broker.return_spent(state.client, spent)
    state = %{state | shelf: shelf}

    case picked do
      {lease, slot, n} ->
        loan = Loan.begin(lease, reader, slot, n)
        {:ok, loan, %{state | ledger: Ledger.lend(state.ledger, loan, borrower)}}

      nil ->
        {:none, state}
    end
  end

  @doc """
  Whether a call that waited for a region would wait in vain: the sidecar refused one just now, and there
  is none here that somebody could give back.
  """
  @spec hopeless?(t, pos_integer) :: boolean
  def hopeless?(state, capacity) do
    Refills.paused?(state.refills, capacity) and Shelf.count(state.shelf, capacity) == 0 and
      not Enum.any?(Ledger.leases(state.ledger), &(&1.capacity == capacity))
  end

  @doc "Has a caller wait for a region, which is being fetched."
  @spec wait(t, pos_integer, pos_integer | nil, GenServer.from(), non_neg_integer) :: t
  def wait(state, capacity, reader, from, wait_ms) do
    waiting = Waiting.add(state.waiting, from, capacity, reader, wait_ms)
    refill(%{state | waiting: waiting}, capacity)
  end

  @doc "A caller has waited long enough: one last look, then it is told."
  @spec give_up(t, GenServer.from()) :: t
  def give_up(state, from) do
    with {%Waiting{} = waiter, waiting} <- Waiting.take(state.waiting, from) do
      state = %{state | waiting: waiting}

      case lend(state, waiter.capacity, waiter.reader, from) do
        {:ok, loan, state} -> GenServer.reply(from, {:ok, loan}) && state
        {:none, state} -> GenServer.reply(from, {:error, :no_region}) && state
      end
    else
      {nil, _waiting} -> state
    end
  end

  @doc "Numbers a ref to a lent region for a reader."
  @spec address(t, Ledger.loan_id(), pos_integer, pid) ::
          {:ok, {0..7, pos_integer}, Lease.t(), t} | :error
  def address(state, id, reader, sender) do
    with {:ok, %{lease: lease}} <- Ledger.loan(state.ledger, id),
         true <- current?(state, lease),
         slots = ControlTable.bound_slots(lease.control, lease.record),
         {:free, slot, n} <- Shelf.slot_for(lease, reader, slots) do
      ControlTable.address(lease.control, lease.record, slot, n)
      ledger = Ledger.sending(state.ledger, {lease.lease, {slot, n}}, lease, reader, sender)
      {:ok, {slot, n}, lease, %{state | ledger: ledger}}
    else
      _not_lent_or_no_slot -> :error
    end
  end

  @doc "Ends a loan. A failed one's ref is settled."
  @spec end_loan(t, Ledger.loan_id(), :delivered | :failed) :: t
  def end_loan(state, id, outcome) do
    case Ledger.take_loan(state.ledger, id) do
      {nil, _ledger} ->
        state

      {loan, ledger} ->
        ControlTable.abandon(loan.lease.control, loan.lease.record, loan.generation)

        %{state | ledger: ledger}
        |> settle(outcome, loan.lease, loan.reader, {loan.slot, loan.n})
        |> shelve([loan.lease])
    end
  end

  @doc "Ends the sending of a ref. A failed one is settled."
  @spec end_send(t, Ledger.send_key(), :delivered | :failed) :: t
  def end_send(state, key, outcome) do
    case Ledger.take_send(state.ledger, key) do
      {nil, _ledger} ->
        state

      {{lease, reader}, ledger} ->
        settle(%{state | ledger: ledger}, outcome, lease, reader, elem(key, 1))
    end
  end

  @doc "Leases that are idle from now on: for those who wait, in order, then for the shelf."
  @spec shelve(t, [Lease.t()]) :: t
  def shelve(state, leases) do
    {current, void} = Enum.split_with(leases, &current?(state, &1))
    Enum.each(void, &Broker.close/1)
    serve(%{state | shelf: Enum.reduce(current, state.shelf, &Shelf.put(&2, &1))})
  end

  @doc "Gives idle leases back to the sidecar."
  @spec trim(t, non_neg_integer, non_neg_integer) :: t
  def trim(state, capacity, keep) do
    {taken, shelf} = Shelf.trim(state.shelf, if(capacity > 0, do: capacity), keep)
    Broker.return(state.client, taken)
    %{state | shelf: shelf}
  end

  @doc "Asks for new tokens where less than half of their life is left."
  @spec renew_due(t) :: t
  def renew_due(state) do
    leases = current_leases(state)
    due = Renewals.due(leases)
    if due != [], do: Session.renew(state.client, due)
    %{state | renewal: Renewals.schedule(state.renewal, leases)}
  end

  defp current_leases(state) do
    leases = Ledger.leases(state.ledger) ++ Shelf.leases(state.shelf)
    Enum.filter(leases, &current?(state, &1))
  end

  @doc "New tokens have come."
  @spec renewed(t, [struct]) :: t
  def renewed(state, tokens) do
    tokens = Map.new(tokens, &{&1.lease, &1})
    renew = &Lease.renewed(&1, tokens)
    shelf = Shelf.update(state.shelf, renew)
    state = %{state | shelf: shelf, ledger: Ledger.update(state.ledger, renew)}
    %{state | renewal: Renewals.schedule(state.renewal, current_leases(state))}
  end

  @doc "Fetches more regions of a capacity if fewer than wanted are at hand."
  @spec refill(t, pos_integer) :: t
  def refill(%{session: nil} = state, _capacity), do: state

  def refill(state, capacity) do
    idle = Shelf.count(state.shelf, capacity)
    missing = max(Refills.spares(capacity) - idle, Waiting.count(state.waiting, capacity))

    %{
      state
      | refills: Refills.start(state.refills, state.client, state.session, capacity, missing)
    }
  end

  defp serve(%{waiting: []} = state), do: state

  defp serve(state) do
    lend = &lend(&2, &1.capacity, &1.reader, &1.from)
    {waiting, state} = Waiting.serve(state.waiting, state, lend)
    %{state | waiting: waiting}
  end

  defp settle(state, :failed, lease, reader, address) do
    if current?(state, lease),
      do: %{state | settles: Settles.add(state.settles, state.client, lease, reader, address)},
      else: state
  end

  defp settle(state, :delivered, _lease, _reader, _address), do: state

  defp current?(state, lease), do: state.session != nil and state.session.id == lease.owner
end
