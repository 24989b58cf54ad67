defmodule SnakepitShm.Magazine do
  @moduledoc """
  The leased, mapped, idle regions of a client. This process lends them: a loan costs one message there
  and one back, and ends by itself when the borrower dies. A region that a killed borrower was still
  writing is lent again only when the writing has ended, and refs that it had sent are settled.

  New leases are fetched in the background, before the last idle region of a size is gone.
  """
  use GenServer
  import SnakepitShm.Magazine.Refills, only: [is_running: 2]
  alias SnakepitShm.{Client, Lease}
  alias SnakepitShm.Magazine.{Broker, Ledger, Loan, Refills, Shelf, State}

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
  @spec address(Client.t(), Loan.t(), pos_integer) ::
          {:ok, {0..7, pos_integer}, Lease.t()} | {:error, :no_region | :no_session}
  def address(client, loan, reader), do: call(client, {:address, Loan.id(loan), reader})

  @doc "Whether the loan has not ended."
  @spec lent?(Client.t(), Loan.t()) :: boolean
  def lent?(client, loan), do: call(client, {:lent?, Loan.id(loan)}) == true

  @doc "Gives a region back. `:failed`: its ref did not arrive or was refused, so it is settled."
  @spec give_back(Client.t(), Loan.t(), :delivered | :failed) :: :ok
  def give_back(client, loan, outcome),
    do: notify(client, {:give_back, Loan.id(loan), outcome})

  @doc "Says how sending a ref ended that `address/3` had numbered."
  @spec sent(Client.t(), pos_integer, {0..7, pos_integer}, :delivered | :failed) :: :ok
  def sent(client, lease_id, address, outcome),
    do: notify(client, {:sent, {lease_id, address}, outcome})

  @doc "Idle regions by capacity, and how many are lent, for tests and monitoring."
  @spec stats(Client.t()) :: %{idle: map, lent: non_neg_integer}
  def stats(client), do: GenServer.call(Client.process(client, __MODULE__), :stats)

  @doc false
  def notify(client, event), do: GenServer.cast(Client.process(client, __MODULE__), event)

  # While it is being started anew there is nothing to lend.
  defp call(client, message) do
    GenServer.call(Client.process(client, __MODULE__), message, :infinity)
  catch
    :exit, _reason -> {:error, :no_session}
  end

  @impl true
  def init(client_name) do
    {:ok, client} = Client.fetch(client_name)
    {:ok, %State{client: client}}
  end

  @impl true
  def handle_call({:reserve, bytes, reader, wait_ms}, from, state) do
    case state do
      %{session: nil} ->
        {:reply, {:error, :no_session}, state}

      %{session: %{max_region_bytes: most}} when bytes > most ->
        {:reply, {:error, :too_large}, state}

      %{draining?: true} ->
        {:reply, {:error, :no_region}, state}

      _ready ->
        reserve_now(state, bytes, reader, wait_ms, from)
    end
  end

  def handle_call({:lent?, id}, _from, state),
    do: {:reply, match?({:ok, _loan}, Ledger.loan(state.ledger, id)), state}

  def handle_call({:address, id, reader}, {sender, _tag}, state) do
    case State.address(state, id, reader, sender) do
      {:ok, address, lease, state} -> {:reply, {:ok, address, lease}, state}
      :error -> {:reply, {:error, :no_region}, state}
    end
  end

  def handle_call(:stats, _from, state) do
    idle = for {capacity, leases} <- state.shelf, into: %{}, do: {capacity, length(leases)}
    {:reply, %{idle: idle, lent: map_size(state.ledger.loans)}, state}
  end

  @impl true
  def handle_cast(event, state), do: {:noreply, event(event, state)}

  defp event({:give_back, id, outcome}, state), do: State.end_loan(state, id, outcome)
  defp event({:sent, key, outcome}, state), do: State.end_send(state, key, outcome)
  defp event({:attach, session}, state), do: State.attach(state, session)
  defp event({:trim, capacity, keep}, state), do: State.trim(state, capacity, keep)
  defp event({:renewed, tokens}, state), do: State.renewed(state, tokens)
  defp event(:drain, state), do: %{state | draining?: true}

  @impl true
  def handle_info(:collect, state) do
    :erlang.garbage_collect()
    {:noreply, state}
  end

  def handle_info(:renew, state), do: {:noreply, State.renew_due(state)}
  def handle_info({:give_up, from}, state), do: {:noreply, State.give_up(state, from)}

  def handle_info({:quiet, id}, state), do: {:noreply, State.end_loan(state, id, :failed)}

  def handle_info({:refill, capacity}, state) do
    state = %{state | refills: Refills.resume(state.refills, capacity)}
    {:noreply, State.refill(state, capacity)}
  end

  def handle_info({task, result}, state) when is_running(state.refills, task) do
    leases = with {:error, _reason} <- result, do: []
    state = %{state | refills: Refills.ended(state.refills, task, leases)}
    {:noreply, state |> State.shelve(leases) |> State.renew_due()}
  end

  def handle_info({:DOWN, task, :process, _, _}, state) when is_running(state.refills, task),
    do: {:noreply, %{state | refills: Refills.ended(state.refills, task, [])}}

  def handle_info({:DOWN, monitor, :process, _pid, _reason}, state) do
    case Ledger.down(state.ledger, monitor) do
      {:loan, id} ->
        # The borrower is gone, but a copy that it began may still run.
        {:ok, loan} = Ledger.loan(state.ledger, id)
        Broker.when_quiet(loan, self())
        {:noreply, state}

      {:send, key} ->
        {:noreply, State.end_send(state, key, :failed)}

      nil ->
        {:noreply, state}
    end
  end

  def handle_info(_other, state), do: {:noreply, state}

  defp reserve_now(state, bytes, reader, wait_ms, from) do
    capacity = max(Shelf.capacity(bytes), state.session.min_region_bytes)

    case State.lend(state, capacity, reader, from) do
      {:ok, loan, state} -> {:reply, {:ok, loan}, State.refill(state, capacity)}
      {:none, state} -> wait(state, capacity, reader, from, wait_ms)
    end
  end

  # A call has another way for its bytes, a reservation has not.
  defp wait(state, capacity, reader, from, wait_ms) do
    if reader != nil and State.hopeless?(state, capacity),
      do: {:reply, {:error, :no_region}, state},
      else: {:noreply, State.wait(state, capacity, reader, from, wait_ms)}
  end
end
