defmodule SnakepitShm.Reader.SweepTest do
  @moduledoc "What the reader cleans up by itself: refs that nobody opens any more, and what it remembers."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, ControlTable, Lease, Memory, Reader}
  alias SnakepitShm.Magazine.Loan
  alias SnakepitShm.Proto.Shm.V1.Settle
  alias SnakepitShm.Test.Objects

  @owner 11
  @reader 22

  setup do
    client = Objects.client(@reader, Memory.implementation())
    start_supervised!({Reader, client.name})
    lease = Objects.lease(@owner)
    :ets.insert(client.known, {{:control, @owner}, lease.control, 2})
    %{client: client, lease: lease, ref: sent(lease)}
  end

  test "a ref whose caller did not live to open it is counted done, once, when no call may open it",
       %{
         client: client,
         lease: lease,
         ref: ref
       } do
    call = make_ref()
    other = make_ref()
    :ets.insert(client.calls, {call, self(), :counters.new(1, []), @owner})
    :ets.insert(client.calls, {other, self(), :counters.new(1, []), 33})
    for _ <- 1..3, do: sweep(client)
    assert done(lease) == 0, "its call may still open it"

    :ets.delete(client.calls, call)
    later = make_ref()
    :ets.insert(client.calls, {later, self(), :counters.new(1, []), @owner})
    sweep(client)
    assert done(lease) == 1, "a call that began later is none of its business"
    for _ <- 1..2, do: sweep(client)
    assert done(lease) == 1
    Objects.known(client, lease)
    assert {:error, %{code: :replayed}} = Reader.open(client, ref)
  end

  test "a ref that came while nobody looked is given a whole round", %{
    client: client,
    lease: lease
  } do
    sweep(client)
    assert done(lease) == 0
    sweep(client)
    assert done(lease) == 1
  end

  test "what is being looked at is left alone", %{client: client, lease: lease, ref: ref} do
    Objects.known(client, lease)
    {:ok, "hello", _warm} = Reader.open(client, ref)
    Memory.store(lease.control, ControlTable.done_offset(0, 0), 0)
    for _ <- 1..3, do: sweep(client)
    assert done(lease) == 0
  end

  test "leases that have ended are forgotten, those that were never opened as well", %{
    client: client,
    lease: lease
  } do
    settle = %Settle{reader: @reader, owner: @owner, lease: lease.lease, n: 1}
    Reader.notify(client, {:settle, settle})
    sweep(client)
    assert [_floor] = :ets.tab2list(client.accepted)
    Reader.notify(client, {:settle, settle})
    sweep(client)
    assert done(lease) == 1, "as long as the lease lives, a settle that is repeated counts once"
    Memory.store(lease.control, 64, lease.lease + 1)
    sweep(client)
    assert :ets.tab2list(client.accepted) == []
  end

  test "a dead owner's table is let go", %{client: client} do
    sweep(client)
    assert [{@owner, _table, 2}] = Reader.Known.controls(client)
    Client.put(client, {:dead, @owner}, true)
    sweep(client)
    assert Reader.Known.controls(client) == []
  end

  defp sweep(client) do
    reader = Process.whereis(Client.process(client, Reader))
    send(reader, :sweep)
    :sys.get_state(reader)
  end

  defp sent(lease) do
    {:free, slot, n} = SnakepitShm.Magazine.Shelf.slot_for(lease, @reader, [])
    loan = Loan.begin(lease, @reader, slot, n)
    :ok = Loan.write(loan, 0, "hello")
    {:ok, ref} = Loan.seal_for_reader(loan, 5, <<8, 1>>, false)
    ref
  end

  defp done(%Lease{control: control}), do: control |> ControlTable.read_slot(0, 0) |> List.last()
end
