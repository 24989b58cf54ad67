defmodule SnakepitShm.Magazine.ShelfTest do
  @moduledoc "Which region is lent, and which must not be."
  use ExUnit.Case, async: true
  alias SnakepitShm.{ControlTable, Memory}
  alias SnakepitShm.Magazine.Shelf
  alias SnakepitShm.Test.{Objects, Random}

  @alive &__MODULE__.never/1
  def never(_session), do: false

  test "capacities are the powers of two from 64 KiB on" do
    assert Shelf.capacity(0) == 65_536
    assert Shelf.capacity(65_536) == 65_536
    assert Shelf.capacity(65_537) == 131_072

    Random.check_all(500, fn ->
      bytes = Random.integer(1..1_073_741_824)
      capacity = Shelf.capacity(bytes)
      assert capacity >= bytes and (capacity == 65_536 or capacity < 2 * bytes)
    end)
  end

  test "a region that the reader has mapped is preferred" do
    leases = for reader <- [8, 7, 9], do: %{Objects.lease(1) | last_reader: reader}
    shelf = Enum.reduce(leases, %{}, &Shelf.put(&2, &1))
    assert {{%{last_reader: 7, lease: id}, 0, 1}, rest, []} = Shelf.pick(shelf, 65_536, 7, @alive)
    assert id == Enum.at(leases, 1).lease
    assert Shelf.count(rest, 65_536) == 2
  end

  test "[SM-6.3] a region that somebody still reads is not lent" do
    lease = Objects.lease(1)
    {{lease, 0, 1}, _shelf, []} = Shelf.pick(%{65_536 => [lease]}, 65_536, 7, @alive)
    ControlTable.address(lease.control, 0, 0, 1)
    assert {nil, %{65_536 => [_]}, []} = Shelf.pick(%{65_536 => [lease]}, 65_536, 7, @alive)
    Memory.add(lease.control, ControlTable.done_offset(0, 0), 1)
    assert {{_lease, 0, 2}, _shelf, []} = Shelf.pick(%{65_536 => [lease]}, 65_536, 7, @alive)
  end

  test "[SM-2.3] a dead reader holds nothing back" do
    lease = Objects.lease(1)
    {{lease, 0, 1}, _shelf, []} = Shelf.pick(%{65_536 => [lease]}, 65_536, 7, @alive)
    ControlTable.address(lease.control, 0, 0, 1)
    assert {{_lease, 1, 1}, _shelf, []} = Shelf.pick(%{65_536 => [lease]}, 65_536, 8, &(&1 == 7))
  end

  test "[SM-8.2] a region with impossible counters is given up" do
    lease = Objects.lease(1)
    {{lease, 0, 1}, _shelf, []} = Shelf.pick(%{65_536 => [lease]}, 65_536, 7, @alive)
    Memory.add(lease.control, ControlTable.done_offset(0, 0), 1)

    assert {nil, %{65_536 => []}, [{:corrupt, _}]} =
             Shelf.pick(%{65_536 => [lease]}, 65_536, 7, @alive)
  end

  test "a region whose slots are used up is given back" do
    lease = Objects.lease(1)
    for reader <- 1..8, do: ControlTable.bind(lease.control, 0, reader - 1, reader)
    assert {{_lease, 2, 1}, _shelf, []} = Shelf.pick(%{65_536 => [lease]}, 65_536, 3, @alive)

    assert {nil, %{65_536 => []}, [{:slots, _}]} =
             Shelf.pick(%{65_536 => [lease]}, 65_536, 9, @alive)
  end

  test "a region whose token ends is given back" do
    lease = %{Objects.lease(1) | expires_at_ms: System.system_time(:millisecond) + 100}

    assert {nil, %{65_536 => []}, [{:expired, _}]} =
             Shelf.pick(%{65_536 => [lease]}, 65_536, 9, @alive)
  end

  test "trimming keeps what was used last" do
    [first, second] = [Objects.lease(1), Objects.lease(1)]
    shelf = %{} |> Shelf.put(first) |> Shelf.put(second)
    assert {[^first], %{65_536 => [^second]}} = Shelf.trim(shelf, nil, 1)
    assert {[], ^shelf} = Shelf.trim(shelf, 131_072, 0)
    assert {[_, _], %{65_536 => []}} = Shelf.trim(shelf, 65_536, 0)
  end
end
