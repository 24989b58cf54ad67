defmodule SnakepitShm.E2E.MisuseTest do
  @moduledoc "Calls that cannot work, and clients that stop: errors, never a crash, nothing left in the mailbox."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Array, Client, Error, Magazine}
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag capture_log: true

  test "what is no call is refused before anything is sent" do
    shm = Sidecar.start()

    for {tool, arguments} <- [
          {:size, %{data: "a"}},
          {"", %{}},
          {<<255>>, %{}},
          {"size", [1]},
          {"size", "data"},
          {"size", %{1 => 2}},
          {"size", %{:data => "a", "data" => "b"}},
          {"size", [data: "a", data: "b"]},
          {"size", ~D[2026-01-01]},
          {"size", %{data: %Array{data: :none, dtype: "|u1", shape: {1}}}},
          {"size", %{data: %Array{data: "", dtype: "|u1", shape: {0, Bitwise.bsl(1, 70)}}}},
          {"size", %{data: %Array{data: "ab", dtype: "|u1", shape: {2}, strides: :c}}},
          {"size", %{data: %Array{data: "ab", dtype: "|u1", shape: {2}, strides: [1, 1]}}},
          {"size", %{data: Integer.pow(10, 5_000)}}
        ] do
      assert {:error, %Error{code: :invalid_argument, tool_started: false}} =
               SnakepitShm.execute(tool, arguments, client: shm)
    end

    for options <- [[timeout: 5_000_000_000], [timeout: 0], [worker: :a], :none] do
      options = if is_list(options), do: [client: shm] ++ options, else: options

      assert {:error, %Error{code: :invalid_argument}} =
               SnakepitShm.execute("size", %{data: ""}, options)
    end
  end

  test "a client that stops ends its calls with an error" do
    shm = Sidecar.start()
    data = {:bytes, :rand.bytes(300_000)}

    callers =
      for way <- [:shm, :inline, :shm, :inline] do
        Task.async(fn -> until_error(shm, %{data: data}, transfer: way) end)
      end

    sleeper = Task.async(fn -> SnakepitShm.execute("sleep", %{seconds: 20}, client: shm) end)
    Process.sleep(300)
    stop_supervised!(shm)

    for {error, messages} <- Task.await_many(callers, 20_000) do
      assert error.code in [:sidecar_unavailable, :worker_unavailable, :worker_died]
      assert messages == []
    end

    assert {:error, %Error{tool_started: true}} = Task.await(sleeper)

    assert {:error, %Error{code: :sidecar_unavailable}} =
             SnakepitShm.execute("size", %{}, client: shm)
  end

  test "calls that time out while their answers come leave nothing in the mailbox" do
    shm = Sidecar.start()

    callers =
      for _ <- 1..4 do
        Task.async(fn ->
          for timeout <- 1..150 do
            options = [client: shm, transfer: :inline, timeout: rem(timeout, 15) + 1]
            SnakepitShm.execute("ones", %{count: 100_000}, options)
          end

          Process.sleep(200)
          Process.info(self(), :messages)
        end)
      end

    for messages <- Task.await_many(callers, 40_000), do: assert(messages == {:messages, []})
  end

  test "a call ends within its time, also while no worker answers and no region is there" do
    shm = Sidecar.start(lease_wait_ms: 60_000)
    [worker] = Sidecar.worker_pids(shm)
    {"", 0} = System.cmd("sh", ["-c", "kill -STOP #{worker} #{Sidecar.sidecar_pid(shm)}"])
    data = {:bytes, :rand.bytes(40_000_000)}

    call =
      Task.async(fn ->
        SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm, timeout: 300)
      end)

    assert {:ok, {:error, %Error{code: :deadline_exceeded}}} = Task.yield(call, 20_000)
    {"", 0} = System.cmd("sh", ["-c", "kill -CONT #{worker} #{Sidecar.sidecar_pid(shm)}"])
  end

  test "a worker that is gone before a call is sent is replaced by the next one" do
    shm = Sidecar.start(sidecar: [workers: 2])
    Sidecar.await_workers(shm, 2)
    {:ok, client} = Client.fetch(shm)

    callers =
      for _ <- 1..3 do
        Task.async(fn ->
          for _ <- 1..300 do
            with {:error, error} <-
                   SnakepitShm.execute("size", %{data: "a"}, client: shm, timeout: 30_000),
                 do: error.code
          end
        end)
      end

    Process.sleep(50)
    Sidecar.kill(hd(Sidecar.worker_pids(shm)))
    codes = callers |> Task.await_many(60_000) |> List.flatten()
    # Those that it was working on, and none else.
    assert Enum.uniq(codes) -- [{:ok, 1}, :worker_died] == []
    assert Enum.count(codes, &(&1 == :worker_died)) <= 3
    assert Magazine.stats(client).lent == 0
  end

  defp until_error(shm, arguments, options) do
    case SnakepitShm.execute("size", arguments, [client: shm] ++ options) do
      {:ok, _size} -> until_error(shm, arguments, options)
      {:error, error} -> {error, self() |> Process.info(:messages) |> elem(1)}
    end
  end
end
