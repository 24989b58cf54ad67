defmodule SnakepitShm.MemoryTest do
  @moduledoc "One suite for both implementations of shared memory."
  use ExUnit.Case, async: true
  import SnakepitShm.Test.Random
  alias SnakepitShm.Memory
  alias SnakepitShm.Test.Objects

  for memory <- [Memory.Nif, Memory.File] do
    describe inspect(memory) do
      @describetag memory: memory, nif: memory == Memory.Nif

      test "bytes come back as they were written, whatever their shape", %{memory: memory} do
        {object, _path} = open(memory, 1_000_000)

        check_all(50, fn ->
          parts = list(0..5, fn -> one_of([bytes(0..5), [bytes(0..70_000), ?x]]) end)
          length = IO.iodata_length(parts)
          offset = integer(0..(1_000_000 - length))
          assert Memory.write(object, offset, parts) == :ok
          assert Memory.copy_out(object, offset, length) == IO.iodata_to_binary(parts)
        end)
      end

      test "[SM-5.4] two openings of one object show the same bytes", %{memory: memory} do
        {object, path} = open(memory, 4_096)
        {:ok, reader} = Memory.open(memory, path, 4_096, :ro)
        :ok = Memory.write(object, 100, "seen")
        assert Memory.copy_out(reader, 100, 4) == "seen"
      end

      test "what does not fit is refused whole", %{memory: memory} do
        {object, _path} = open(memory, 100)
        assert Memory.write(object, 98, "abc") == {:error, :enospc}
        assert Memory.write(object, 101, "") == {:error, :enospc}
        assert Memory.copy_out(object, 96, 4) == <<0, 0, 0, 0>>
      end

      test "words are stored, loaded and added to", %{memory: memory} do
        {object, _path} = open(memory, 64)
        :ok = Memory.store(object, 8, 0xFFFFFFFFFFFFFFFE)
        assert Memory.load(object, 8) == 0xFFFFFFFFFFFFFFFE
        assert Memory.add(object, 16, 5) == 5
        assert Memory.add(object, 16, 2) == 7
        assert Memory.words(object, 0, 4) == [0, 0xFFFFFFFFFFFFFFFE, 7, 0]
      end

      test "[SM-3.1] additions of many processes are all counted", %{memory: memory} do
        {object, _path} = open(memory, 64)
        add = fn _ -> for _ <- 1..50, do: Memory.add(object, 0, 1) end
        1..8 |> Task.async_stream(add) |> Stream.run()
        assert Memory.load(object, 0) == 400
      end

      test "the checksum is CRC-32C", %{memory: memory} do
        {object, _path} = open(memory, 64)
        :ok = Memory.write(object, 1, "123456789")
        assert Memory.checksum(object, 1, 9) == 0xE3069283
        assert Memory.checksum(object, 0, 0) == 0
      end

      test "an object that is missing, too short or no file is refused with a reason", %{
        memory: memory
      } do
        path = Objects.object(10)
        assert Memory.open(memory, path <> "x", 10, :rw) == {:error, :enoent}
        assert Memory.open(memory, path, 11, :rw) == {:error, :einval}
        assert {:error, reason} = Memory.open(memory, Path.dirname(path), 1, :ro)
        assert reason in [:einval, :eisdir]
      end

      test "[SM-3.2] a view that is gone is counted", %{memory: memory} do
        {object, _path} = open(memory, 200_000)
        {control, _path} = open(memory, 64)
        parent = self()

        {:ok, pid} =
          Task.start(fn ->
            view = Memory.view(object, 0, 200_000, control, 16)
            send(parent, {:size, byte_size(view)})
          end)

        ref = Process.monitor(pid)
        assert_receive {:size, 200_000}
        assert_receive {:DOWN, ^ref, _, _, _}
        assert eventually(fn -> Memory.load(control, 16) == 1 end)
      end

      test "a writer that was killed is waited for", %{memory: memory} do
        {object, _path} = open(memory, 8_000_000)
        writer = spawn(fn -> Memory.write(object, 0, :binary.copy("x", 8_000_000)) end)
        Process.exit(writer, :kill)
        assert Memory.await_idle(object) == :ok
      end
    end
  end

  @tag :nif
  test "[SM-3.1] a view is the shared bytes, and counts only when its last reference is gone" do
    {object, _path} = open(Memory.Nif, 1_000_000)
    {control, _path} = open(Memory.Nif, 64)
    :ok = Memory.write(object, 0, "first")
    view = Memory.view(object, 0, 1_000_000, control, 16)
    part = binary_part(view, 0, 1_000)
    :ok = Memory.write(object, 0, "other")
    assert "other" <> _ = view
    assert Memory.load(control, 16) == 0
    assert byte_size(part) == 1_000
    holder = spawn(fn -> receive(do: (:stop -> byte_size(part))) end)
    :erlang.garbage_collect()
    assert Memory.load(control, 16) == 0
    send(holder, :stop)
  end

  defp open(memory, size) do
    path = Objects.object(size)
    {:ok, object} = Memory.open(memory, path, size, :rw)
    {object, path}
  end

  defp eventually(fun), do: SnakepitShm.Test.Sidecar.eventually(fun)
end
