defmodule SnakepitShm.Magazine.Settles do
  @moduledoc """
  Refs that did not arrive. Their readers are told to refuse them and to count them done; what is not
  known to have been counted is told again when the session comes back, because a settle that is lost
  would pin its region.
  """
  alias SnakepitShm.{Client, ControlTable, Lease, Session}

  @most 1_000

  @type t :: [{Lease.t(), pos_integer, 0..7, pos_integer}]

  @doc "Settles a ref, if it was numbered in the table: otherwise it was never sent."
  @spec add(t, Client.t(), Lease.t(), pos_integer | nil, {0..7, pos_integer}) :: t
  def add(settles, _client, _lease, nil, _address), do: settles

  def add(settles, client, lease, reader, {slot, n}) do
    [_reader, addressed, _done] = ControlTable.read_slot(lease.control, lease.record, slot)

    if addressed >= n do
      Session.settle(client, lease, reader, slot, n)
      [{lease, reader, slot, n} | settles |> Enum.filter(&open?/1) |> Enum.take(@most)]
    else
      settles
    end
  end

  @doc "Sends again what is still open."
  @spec again(t, Client.t()) :: t
  def again(settles, client) do
    open = Enum.filter(settles, &open?/1)
    for {lease, reader, slot, n} <- open, do: Session.settle(client, lease, reader, slot, n)
    open
  end

  defp open?({lease, _reader, slot, _n}) do
    [_reader, addressed, done] = ControlTable.read_slot(lease.control, lease.record, slot)
    addressed != done
  end
end
