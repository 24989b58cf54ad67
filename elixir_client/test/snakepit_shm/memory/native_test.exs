defmodule SnakepitShm.Memory.NativeTest do
  @moduledoc "The NIF with arguments that nobody should pass: it may refuse, never crash the node."
  use ExUnit.Case, async: true
  import SnakepitShm.Test.Random
  alias SnakepitShm.Memory.Native
  alias SnakepitShm.Test.Objects

  @moduletag :nif

  setup do
    path = Objects.object(4_096)
    {:ok, writable} = Native.map(path, 4_096, :rw, nil)
    {:ok, readable} = Native.map(path, 4_096, :ro, nil)
    {:ok, lock} = Native.lock(Objects.object(1))
    %{path: path, writable: writable, readable: readable, lock: lock}
  end

  @functions [map: 4, load: 2, store: 3, add: 3, words: 3, idle: 1, write_list: 3, view: 5] ++
               [copy_out: 3, checksum: 3, lock: 1, unlock: 1]

  test "[SM-3.5] no arguments crash the node", context do
    values = [
      fn -> context.writable end,
      fn -> context.readable end,
      fn -> context.lock end,
      fn -> one_of([0, 1, 7, 8, 4_088, 4_089, 4_096, 4_097, -1, -8]) end,
      fn -> uint64() end,
      fn -> Bitwise.bsl(1, integer(60..70)) - one_of([0, 1, 8]) end,
      fn -> one_of(["", "a\0b", context.path, :binary.copy("p", 5_000)]) end,
      fn -> one_of([[], ["ab"], ["a" | "b"], [1], [:x], [[["a"]]], ["a", <<1::3>>]]) end,
      fn -> one_of([:ro, :rw, :other, nil, 1.5, make_ref(), self(), {}, %{}]) end
    ]

    check_all(20_000, fn ->
      {function, arity} = one_of(@functions)
      arguments = for _ <- 1..arity, do: one_of(values).()

      try do
        apply(Native, function, arguments)
      rescue
        ArgumentError -> :refused
      end
    end)

    assert Native.load(context.writable, 0) |> is_integer()
  end

  test "offsets near the end of a number are refused, not wrapped around", %{writable: mapping} do
    largest = 0xFFFFFFFFFFFFFFFF

    for {offset, length} <- [
          {largest, 1},
          {1, largest},
          {largest, largest},
          {4_096, 1},
          {8, 4_089}
        ] do
      assert_raise ArgumentError, fn -> Native.copy_out(mapping, offset, length) end
      assert_raise ArgumentError, fn -> Native.view(mapping, offset, length, mapping, 0) end
    end

    assert_raise ArgumentError, fn -> Native.load(mapping, largest - 7) end
    assert_raise ArgumentError, fn -> Native.words(mapping, 4_088, 2) end
    assert Native.write_list(mapping, largest, ["a"]) == {:error, :enospc}
  end

  test "a read-only mapping is not written", %{readable: mapping} do
    assert_raise ArgumentError, fn -> Native.store(mapping, 0, 1) end
    assert_raise ArgumentError, fn -> Native.add(mapping, 0, 1) end
    assert_raise ArgumentError, fn -> Native.write_list(mapping, 0, ["a"]) end
    assert_raise ArgumentError, fn -> Native.view(mapping, 0, 1, mapping, 0) end
  end

  test "[SM-2.3] a lock is held by one, and free when it is let go" do
    path = Objects.object(1)
    {:ok, lock} = Native.lock(path)
    assert Native.lock(path) == {:error, :eagain} or Native.lock(path) == {:error, :ewouldblock}
    assert Native.unlock(lock) == :ok
    assert Native.unlock(lock) == :ok
    assert {:ok, _again} = Native.lock(path)
  end

  test "[SM-6.3] a lock is held as long as a view of its session is there" do
    lock_path = Objects.object(1)
    path = Objects.object(100_000)
    parent = self()

    holder =
      spawn(fn ->
        {:ok, lock} = Native.lock(lock_path)
        {:ok, mapping} = Native.map(path, 100_000, :rw, lock)
        send(parent, {:view, Native.view(mapping, 0, 70_000, mapping, 99_992)})
      end)

    ref = Process.monitor(holder)
    assert_receive {:view, view}
    assert_receive {:DOWN, ^ref, _, _, _}
    assert {:error, _held} = Native.lock(lock_path)
    assert byte_size(view) == 70_000
  end

  test "what older code of the NIF mapped is counted on by newer code" do
    # A node of its own, to which another version of the application is given while it runs.
    [old, new] = for _version <- 1..2, do: application(Objects.folder())

    script = """
    alias SnakepitShm.Memory.Native
    {:ok, mapping} = Native.map(#{inspect(Objects.object(100_000))}, 100_000, :rw, nil)
    test = self()
    holder = spawn(fn ->
      view = Native.view(mapping, 0, 70_000, mapping, 99_992)
      send(test, :held)
      receive do: (:end -> byte_size(view))
    end)
    monitor = Process.monitor(holder)
    receive do: (:held -> Code.prepend_path(#{inspect(new)}))
    {:module, _} = :code.load_file(Native)
    IO.inspect(Native.usage())
    send(holder, :end)
    receive do: ({:DOWN, ^monitor, _, _, _} -> Process.sleep(50))
    IO.inspect({Native.usage(), Native.load(mapping, 99_992)})
    """

    {output, 0} = System.cmd("elixir", ["-pa", old, "-e", script], stderr_to_stdout: true)
    assert output == "{1, 100000, 1, 70000, 0}\n{{1, 100000, 0, 0, 0}, 1}\n"
  end

  test "a link is not followed", %{path: path} do
    link = path <> ".link"
    File.ln_s!(path, link)
    assert Native.map(link, 1, :ro, nil) == {:error, :eloop}
  end

  defp application(folder) do
    [priv, ebin] =
      for name <- ["priv", "ebin"] do
        path = Path.join([folder, "snakepit_shm", name])
        File.mkdir_p!(path)
        path
      end

    library = "snakepit_shm_nif.so"
    File.cp!(Application.app_dir(:snakepit_shm, ["priv", library]), Path.join(priv, library))
    File.cp!(:code.which(Native), Path.join(ebin, "#{Native}.beam"))
    ebin
  end
end
