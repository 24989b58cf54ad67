defmodule SnakepitShm.Magazine.Ledger do
  @moduledoc """
  Who has what: the regions that are lent, and the refs to them that are on their way. Each entry is
  bound to a process by a monitor, so that none outlives it.
  """
  alias SnakepitShm.Lease
  alias SnakepitShm.Magazine.Loan

  defstruct loans: %{}, sends: %{}, monitors: %{}

  @type t :: %__MODULE__{}
  @typedoc "One loan of one lease."
  @type loan_id :: {lease :: pos_integer, generation :: pos_integer}
  @typedoc "A ref on its way: of which lease, in which slot, with which number."
  @type send_key :: {lease :: pos_integer, {0..7, pos_integer}}

  @doc "Notes a loan to a process."
  @spec lend(t, Loan.t(), pid) :: t
  def lend(ledger, loan, borrower) do
    id = Loan.id(loan)
    monitor = Process.monitor(borrower)
    loans = Map.put(ledger.loans, id, {loan, monitor})
    %{ledger | loans: loans, monitors: Map.put(ledger.monitors, monitor, {:loan, id})}
  end

  @doc "The loan, if it has not ended: its lease may be lent again since, to somebody else."
  @spec loan(t, loan_id) :: {:ok, Loan.t()} | :error
  def loan(ledger, id) do
    case ledger.loans do
      %{^id => {loan, _monitor}} -> {:ok, loan}
      _ended -> :error
    end
  end

  @doc "Ends a loan."
  @spec take_loan(t, loan_id) :: {Loan.t() | nil, t}
  def take_loan(ledger, id), do: take(ledger, :loans, id)

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
  @spec down(t, reference) :: {:loan, loan_id} | {:send, send_key} | nil
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
