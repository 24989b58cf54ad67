defmodule SnakepitShm.Reader.Accepted do
  @moduledoc """
  Which refs were used: each number of a slot is accepted once, by whichever process comes first.

  The table holds `{{lease, slot}, floor}`, all numbers up to which are taken, and
  `{{lease, slot, n}}` for those taken above it. The floor is raised before the rows below it go, so
  whoever then finds no row finds the floor.
  """

  @typedoc "A ref, or what settles one."
  @type numbered :: %{lease: pos_integer, slot: 0..7, n: pos_integer}
  @most_open 65_536

  alias SnakepitShm.Error

  @doc "Whether the number is still unused."
  @spec fresh(:ets.table(), numbered) :: :ok | {:error, Error.t()}
  def fresh(table, %{lease: lease, slot: slot, n: n}) do
    if n <= floor_of(table, lease, slot) or :ets.member(table, {lease, slot, n}),
      do: replayed(),
      else: :ok
  end

  @doc "Takes the number; of several processes exactly one gets `:ok`."
  @spec accept(:ets.table(), numbered) :: :ok | {:error, Error.t()}
  def accept(table, %{lease: lease, slot: slot, n: n}) do
    floor = floor_of(table, lease, slot)

    cond do
      n <= floor or not :ets.insert_new(table, {{lease, slot, n}}) ->
        replayed()

      # Somebody raised the floor over it between the two looks.
      n <= floor_of(table, lease, slot) ->
        :ets.delete(table, {lease, slot, n})
        replayed()

      true ->
        raise_floor(table, lease, slot, floor)
    end
  end

  @doc "The numbers up to `last` that nobody took yet."
  @spec open_numbers(:ets.table(), pos_integer, 0..7, non_neg_integer) :: [pos_integer]
  def open_numbers(table, lease, slot, last) do
    floor = floor_of(table, lease, slot)

    # No honest owner has so many refs on their way; a broken one shall not keep us busy.
    if (last - floor) in 1..@most_open,
      do: Enum.reject((floor + 1)..last//1, &:ets.member(table, {lease, slot, &1})),
      else: []
  end

  @doc "The leases of which something is remembered."
  @spec leases(:ets.table()) :: [pos_integer]
  def leases(table) do
    floors = :ets.select(table, [{{{:"$1", :_}, :_}, [], [:"$1"]}])
    Enum.uniq(floors ++ :ets.select(table, [{{{:"$1", :_, :_}}, [], [:"$1"]}]))
  end

  @doc "Forgets a lease that has ended."
  @spec forget(:ets.table(), pos_integer) :: :ok
  def forget(table, lease) do
    :ets.match_delete(table, {{lease, :_}, :_})
    :ets.match_delete(table, {{lease, :_, :_}})
    :ok
  end

  defp floor_of(table, lease, slot) do
    case :ets.lookup(table, {lease, slot}) do
      [{_key, floor}] -> floor
      [] -> 0
    end
  end

  # Several processes may raise it at once. None lowers it: only its own successor replaces a floor.
  defp raise_floor(table, lease, slot, floor) do
    next = floor + 1

    if :ets.member(table, {lease, slot, next}) do
      :ets.insert_new(table, {{lease, slot}, 0})

      raised =
        :ets.select_replace(table, [{{{lease, slot}, floor}, [], [{{{{lease, slot}}, next}}]}])

      if raised == 1, do: :ets.delete(table, {lease, slot, next})
      raise_floor(table, lease, slot, floor_of(table, lease, slot))
    else
      :ok
    end
  end

  defp replayed, do: {:error, Error.new(:replayed, "this ref was used before")}
end
