defmodule SnakepitShm.Magazine.Ledger do
  @moduledoc """
  Who has what: the regions that are lent, and the refs to them that are on their way. Each entry is
  bound to a process by a monitor, so that none outlives it.
  """
  alias SnakepitShm.Lease
  alias SnakepitShm.Magazine.Loan

  defstruct loans: %{}, sends: %{}, monitors: %{}

  @type t :: %__MODULE__{}
  @typedoc "A ref on its way: of which lease, in which slot, with which number."
  @type send_key :: {lease :: pos_integer, {0..7, pos_integer}}

  @doc "Notes a loan to a process."
  @spec lend(t, Loan.t(), pid) :: t
  def lend(ledger, loan, borrower) do
    id = loan.lease.lease
    monitor = Process.monitor(borrower)
    loans = Map.put(ledger.loans, id, {loan, monitor})
    %{ledger | loans: loans, monitors: Map.put(ledger.monitors, monitor, {:loan, id})}
  end

  @doc "The loan of a lease, if it is lent."
  @spec loan(t, pos_integer) :: {:ok, Loan.t()} | :error
  def loan(ledger, lease_id) do
    case ledger.loans do
      %{^lease_id => {loan, _monitor}} -> {:ok, loan}
      _not_lent -> :error
    end
  end

  @doc "Ends a loan."
  @spec take_loan(t, pos_integer) :: {Loan.t() | nil, t}
  def take_loan(ledger, lease_id), do: take(ledger, :loans, lease_id)

  @doc "Notes a ref that a process is about to send."
  @spec sending(t, send_key, Lease.t(), reader :: pos_integer, pid) :: t
  def sending(ledger, key, lease, reader, sender) do
    monitor = Process.monitor(sender)
    sends = Map.put(ledger.sends, key, {{lease, reader}, monitor})
    %{ledger | sends: sends, monitors: Map.put(ledger.monitors, monitor, {:send, key})}
  end

  @doc "Ends the sending of a ref."
  @spec take_send(t, send_key) :: {{Lease.t(), pos_integer} | nil, t}
  def take_send(ledger, key), do: take(ledger, :sends, key)

  @doc "What a process had that is gone. The entry itself stays until it is taken."
  @spec down(t, reference) :: {:loan, pos_integer} | {:send, send_key} | nil
  def down(ledger, monitor), do: ledger.monitors[monitor]

  @doc "All leases that are lent."
  @spec leases(t) :: [Lease.t()]
  def leases(ledger), do: for({_id, {loan, _monitor}} <- ledger.loans, do: loan.lease)

  @doc "Replaces each lease that is lent."
  @spec update(t, (Lease.t() -> Lease.t())) :: t
  def update(ledger, fun) do
    loans =
      Map.new(ledger.loans, fn {id, {loan, monitor}} ->
        {id, {%{loan | lease: fun.(loan.lease)}, monitor}}
      end)

    %{ledger | loans: loans}
  end

  defp take(ledger, kind, key) do
    case Map.pop(Map.fetch!(ledger, kind), key) do
      {nil, _rest} ->
        {nil, ledger}

      {{entry, monitor}, rest} ->
        Process.demonitor(monitor, [:flush])
        monitors = Map.delete(ledger.monitors, monitor)
        {entry, ledger |> Map.put(:monitors, monitors) |> Map.put(kind, rest)}
    end
  end
end
