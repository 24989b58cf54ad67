defmodule SnakepitShm.Magazine.Shelf do
  @moduledoc """
  The idle leases of a magazine, by capacity, the one used last on top.

  Idle means that nobody in this node uses the region; its readers may still look at what it held.
  Whether they do is asked of the control table when a region is picked, because a release sends no
  message.
  """
  alias SnakepitShm.{ControlTable, Lease}

  @smallest 64 * 1024

  @type t :: %{optional(pos_integer) => [Lease.t()]}
  @typedoc "A lease taken from the shelf: for which reader, in which slot, and the number of the next ref."
  @type picked :: {Lease.t(), slot :: 0..7 | nil, n :: pos_integer | nil}
  @typedoc "Leases to be given back: their slots are used up, their token ends, their record is corrupt."
  @type spent :: [{:slots | :expired | :corrupt, Lease.t()}]

  @doc "The capacity of the regions that hold `bytes`, all powers of two from 64 KiB on."
  @spec capacity(non_neg_integer) :: pos_integer
  def capacity(bytes), do: capacity(bytes, @smallest)

  defp capacity(bytes, capacity) when bytes <= capacity, do: capacity
  defp capacity(bytes, capacity), do: capacity(bytes, 2 * capacity)

  @doc "Puts a lease on top of its kind."
  @spec put(t, Lease.t()) :: t
  def put(shelf, lease), do: Map.update(shelf, lease.capacity, [lease], &[lease | &1])

  @doc "Leases of one capacity."
  @spec count(t, pos_integer) :: non_neg_integer
  def count(shelf, capacity), do: shelf |> Map.get(capacity, []) |> length()

  @doc "All leases."
  @spec leases(t) :: [Lease.t()]
  def leases(shelf), do: shelf |> Map.values() |> List.flatten()

  @doc "Replaces each lease."
  @spec update(t, (Lease.t() -> Lease.t())) :: t
  def update(shelf, fun),
    do: Map.new(shelf, fn {capacity, leases} -> {capacity, Enum.map(leases, fun)} end)

  @doc """
  Takes a region that may be written: one that `reader` has mapped already if there is one. With a
  reader, a slot of the region is bound to it.
  """
  @spec pick(t, pos_integer, pos_integer | nil, (pos_integer -> boolean)) ::
          {picked | nil, t, spent}
  def pick(shelf, capacity, reader, dead?) do
    {known, others} =
      shelf |> Map.get(capacity, []) |> Enum.split_with(&(&1.last_reader == reader))

    {picked, spent} = first(known ++ others, reader, dead?, System.system_time(:millisecond), [])

    gone =
      for lease <- [picked && elem(picked, 0) | Enum.map(spent, &elem(&1, 1))],
          lease,
          do: lease.lease

    left = Enum.reject(shelf[capacity] || [], &(&1.lease in gone))
    {picked, Map.put(shelf, capacity, left), spent}
  end

  @doc "Takes leases of a capacity (`nil`: of any) away until `keep` of each are left."
  @spec trim(t, pos_integer | nil, non_neg_integer) :: {[Lease.t()], t}
  def trim(shelf, capacity, keep) do
    for {own, leases} <- shelf, capacity in [nil, own], reduce: {[], shelf} do
      {taken, shelf} ->
        {kept, rest} = Enum.split(leases, keep)
        {rest ++ taken, Map.put(shelf, own, kept)}
    end
  end

  defp first([], _reader, _dead?, _now_ms, spent), do: {nil, spent}

  defp first([lease | rest], reader, dead?, now_ms, spent) do
    case state(lease, reader, dead?, now_ms) do
      {:free, slot, n} -> {{%{lease | last_reader: reader}, slot, n}, spent}
      :pending -> first(rest, reader, dead?, now_ms, spent)
      reason -> first(rest, reader, dead?, now_ms, [{reason, lease} | spent])
    end
  end

  defp state(lease, reader, dead?, now_ms) do
    slots = ControlTable.bound_slots(lease.control, lease.record)

    cond do
      Lease.expiring?(lease, now_ms) -> :expired
      Enum.any?(slots, fn {_, _, addressed, done} -> done > addressed end) -> :corrupt
      not Enum.all?(slots, &agrees?(&1, dead?)) -> :pending
      reader == nil -> {:free, nil, nil}
      true -> slot_for(lease, reader, slots)
    end
  end

  defp agrees?({_slot, reader, addressed, done}, dead?), do: addressed == done or dead?.(reader)

  @doc "The slot of a reader in a region and the number of its next ref; binds a free one if need be."
  @spec slot_for(Lease.t(), pos_integer, [ControlTable.slot()]) ::
          {:free, 0..7, pos_integer} | :slots
  def slot_for(lease, reader, slots) do
    case List.keyfind(slots, reader, 1) do
      {slot, ^reader, addressed, _done} ->
        {:free, slot, addressed + 1}

      nil when length(slots) < 8 ->
        ControlTable.bind(lease.control, lease.record, length(slots), reader)
        {:free, length(slots), 1}

      nil ->
        :slots
    end
  end
end
