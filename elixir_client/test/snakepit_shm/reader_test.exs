defmodule SnakepitShm.ReaderTest do
  @moduledoc "Refs that must be refused, each with its own code, and the one that must not."
  use ExUnit.Case, async: true
  alias SnakepitShm.{ControlTable, Lease, Memory, Reader, RefSeal}
  alias SnakepitShm.Magazine.Loan
  alias SnakepitShm.Test.Objects

  @owner 11
  @reader 22
  @raw <<8, 1>>

  for memory <- [Memory.Nif, Memory.File] do
    describe inspect(memory) do
      @describetag memory: memory, nif: memory == Memory.Nif

      setup %{memory: memory} do
        client = Objects.client(@reader, memory)
        start_supervised!({Reader, client.name})
        lease = Objects.lease(@owner, memory: memory)
        Objects.known(client, lease)
        %{client: client, lease: lease, ref: send_bytes(lease, "hello")}
      end

      test "[GP-4.2] a ref that is right gives its bytes, once", %{
        client: client,
        ref: ref,
        lease: lease
      } do
        assert {:ok, "hello", true} = Reader.open(client, ref)
        assert refused(client, ref) == :replayed
        assert done(lease) == 1
      end

      test "[GP-8.2] an altered field breaks the seal", %{client: client, ref: ref} do
        for field <- [:n, :generation, :offset, :length, :slot, :expires_at_ms] do
          assert refused(client, Map.update!(ref, field, &(&1 + 1))) == :seal_invalid
        end

        assert refused(client, %{ref | type: <<8, 3>>}) == :seal_invalid
      end

      test "a forged seal is refused", %{client: client, ref: ref} do
        assert refused(client, %{ref | seal: :crypto.strong_rand_bytes(32)}) == :seal_invalid
      end

      test "what lacks a field or has it out of range is malformed", %{client: client, ref: ref} do
        for {field, value} <-
              [region: 0, lease: 0, owner: 0, n: 0, generation: 0, slot: 8, seal: "short"] ++
                [token: "", expires_at_ms: 0, type: <<8, 99>>, type: <<255>>, type: <<8, 2>>] ++
                [region: 0x20000000000000, n: 0xFFFFFFFFFFFFFFFF] do
          assert refused(client, Map.put(ref, field, value)) == :ref_malformed
        end
      end

      test "a ref that names another region than its lease is malformed", %{
        client: client,
        ref: ref
      } do
        for field <- [:region, :owner, :record],
            do: assert(refused(client, Map.update!(ref, field, &(&1 + 1))) == :ref_malformed)
      end

      test "a ref whose time is over is refused", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        assert refused(client, resealed(lease, %{ref | expires_at_ms: 1_000})) == :ref_expired
      end

      test "a ref that points outside its region is refused", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        for {offset, length} <- [
              {0, 65_537},
              {65_536, 1},
              {0xFFFFFFFFFFFFFFFF, 2},
              {2, 0xFFFFFFFFFFFFFFFF}
            ],
            do:
              assert(
                refused(client, resealed(lease, %{ref | offset: offset, length: length})) ==
                  :out_of_bounds
              )
      end

      test "a ref of a lease that has ended is refused", %{client: client, lease: lease, ref: ref} do
        Memory.store(lease.control, 64, lease.lease + 1)
        assert refused(client, ref) == :stale_lease
      end

      test "[GP-4.5] a ref for another session is refused", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        other = send_bytes(lease, "other", 33)
        assert refused(client, other) == :not_addressed
        assert refused(client, resealed(lease, %{ref | n: 2})) == :not_addressed
        assert refused(client, resealed(lease, %{ref | slot: 5})) == :not_addressed
      end

      test "a ref to bytes that were written again is refused", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        _next = send_bytes(lease, "next")
        assert refused(client, ref) == :stale_generation
        begun = ControlTable.begin_write(lease.control, 0)
        assert refused(client, resealed(lease, %{ref | generation: begun})) == :stale_generation
      end

      test "a ref longer than what was sealed is refused", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        assert refused(client, resealed(lease, %{ref | length: 6})) == :stale_generation
      end

      test "a replay is refused in the same generation and after recycling", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        assert {:ok, "hello", true} = Reader.open(client, ref)
        assert refused(client, ref) == :replayed
        recycled = send_bytes(lease, "again")
        assert refused(client, ref) == :stale_generation
        assert {:ok, "again", true} = Reader.open(client, recycled)
        assert refused(client, resealed(lease, %{recycled | n: 1})) == :replayed
        assert done(lease) == 2
      end

      test "[SM-8.2] bytes that do not have their checksum are refused, and count for nothing",
           %{client: client, lease: lease} do
        ref = send_bytes(lease, "checked", @reader, true)
        :ok = Memory.write(lease.payload, 0, "CHECKED")
        assert refused(client, ref) == :checksum_mismatch
        assert done(lease) == 0
        :ok = Memory.write(lease.payload, 0, "checked")
        assert {:ok, "checked", true} = Reader.open(client, ref)
      end

      test "of many processes one opens a ref", %{client: client, ref: ref, lease: lease} do
        opened = for _ <- 1..8, do: Task.async(fn -> Reader.open(client, ref) end)
        results = Task.await_many(opened)
        assert Enum.count(results, &match?({:ok, "hello", _}, &1)) == 1
        assert Enum.count(results, &match?({:error, %{code: :replayed}}, &1)) == 7
        assert done(lease) == 1
      end

      test "a settled ref is counted once and refused from then on", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        :ets.insert(client.known, {{:control, @owner}, lease.control, 2})

        settle = %SnakepitShm.Proto.Shm.V1.Settle{
          reader: @reader,
          owner: @owner,
          lease: lease.lease,
          n: 1
        }

        for _ <- 1..3, do: Reader.notify(client, {:settle, settle})
        :sys.get_state(SnakepitShm.Client.process(client, Reader))
        assert done(lease) == 1
        assert refused(client, ref) == :replayed
      end

      test "what was opened is not settled any more", %{client: client, lease: lease, ref: ref} do
        :ets.insert(client.known, {{:control, @owner}, lease.control, 2})
        {:ok, "hello", _} = Reader.open(client, ref)

        settle = %SnakepitShm.Proto.Shm.V1.Settle{
          reader: @reader,
          owner: @owner,
          lease: lease.lease,
          n: 1
        }

        Reader.notify(client, {:settle, settle})
        :sys.get_state(SnakepitShm.Client.process(client, Reader))
        assert done(lease) == 1
      end

      test "[SM-2.3] what a dead owner had sent is counted done and refused", %{
        client: client,
        lease: lease,
        ref: ref
      } do
        SnakepitShm.Client.put(client, {:dead, @owner}, true)
        Reader.notify(client, {:peer_died, @owner})
        :sys.get_state(SnakepitShm.Client.process(client, Reader))
        assert done(lease) == 1
        assert refused(client, ref) == :stale_lease
      end
    end
  end

  @tag :nif
  test "results beyond the budget for pinned bytes are copied out" do
    client = Objects.client(@reader, Memory.Nif, pinned_bytes_budget: 0)
    lease = Objects.lease(@owner, capacity: 262_144)
    Objects.known(client, lease)
    ref = send_bytes(lease, :binary.copy("x", 200_000))
    assert {:ok, bytes, true} = Reader.open(client, ref)
    assert done(lease) == 1
    :ok = Memory.write(lease.payload, 0, "changed")
    assert "xxxxxxx" <> _ = bytes
  end

  test "without a session nothing can be opened" do
    client = Objects.client(@reader, Memory.File)
    SnakepitShm.Client.put(client, :session, nil)
    assert refused(client, %SnakepitShm.Proto.Shm.V1.ShmRef{}) == :sidecar_unavailable
  end

  defp send_bytes(lease, bytes, reader \\ @reader, checksum? \\ false) do
    slots = ControlTable.bound_slots(lease.control, 0)
    {:free, slot, n} = SnakepitShm.Magazine.Shelf.slot_for(lease, reader, slots)
    loan = Loan.begin(lease, reader, slot, n)
    :ok = Loan.write(loan, 0, bytes)
    {:ok, ref} = Loan.seal_for_reader(loan, byte_size(bytes), @raw, checksum?)
    ref
  end

  defp resealed(%Lease{key: key}, ref), do: %{ref | seal: RefSeal.of(ref, key)}

  defp refused(client, ref) do
    assert {:error, %SnakepitShm.Error{code: code}} = Reader.open(client, ref)
    code
  end

  defp done(lease) do
    [_reader, _addressed, done] = ControlTable.read_slot(lease.control, 0, 0)
    done
  end
end
