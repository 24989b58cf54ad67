defmodule SnakepitShm.Fault.CrashTest do
  @moduledoc "Processes that are killed in the middle of a transfer, and what the others make of it."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, Error, Magazine}
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag timeout: 120_000
  @moduletag capture_log: true

  test "[GP-13.4] a worker that dies is an error of the call, and the next call finds the next worker" do
    shm = Sidecar.start()
    data = {:bytes, :rand.bytes(2_000_000)}
    options = [client: shm, transfer: :shm]
    {:ok, 2_000_000} = SnakepitShm.execute("size", %{data: data}, options)
    [worker] = Sidecar.worker_pids(shm)
    call = Task.async(fn -> SnakepitShm.execute("sleep", %{seconds: 30}, options) end)
    Process.sleep(200)
    Sidecar.kill(worker)
    assert {:error, %Error{code: :worker_died, tool_started: true}} = Task.await(call)

    assert Sidecar.eventually(fn ->
             SnakepitShm.execute("size", %{data: data}, options) == {:ok, 2_000_000}
           end)

    assert Magazine.stats(client(shm)).lent == 0
  end

  test "[GP-11.4] [SM-8.3] a sidecar that dies takes no call with it; shared memory is back after its restart" do
    shm = Sidecar.start()
    data = {:bytes, :rand.bytes(2_000_000)}

    call = fn ->
      SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm, timeout: 20_000)
    end

    {:ok, 2_000_000} = call.()
    {session, _secret} = Client.session(client(shm))
    running = Task.async(fn -> SnakepitShm.execute("sleep", %{seconds: 1.0}, client: shm) end)
    Process.sleep(100)
    Sidecar.kill(Sidecar.sidecar_pid(shm))
    assert Task.await(running) == {:ok, 1.0}

    assert Sidecar.eventually(fn ->
             match?({id, _} when id != session, Client.session(client(shm)))
           end)

    assert Sidecar.eventually(fn -> call.() == {:ok, 2_000_000} end)
    assert Sidecar.eventually(fn -> map_size(Magazine.stats(client(shm)).idle) > 0 end)
  end

  test "[GP-6.1] [GP-6.3] without a sidecar calls go inline, on the workers that are still there" do
    shm = Sidecar.start()
    client = client(shm)
    Client.put(client, :attached?, nil)
    data = {:bytes, :rand.bytes(500_000)}

    assert {:ok, 500_000} =
             SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm)

    assert Magazine.stats(client).idle == %{}
  end

  test "[GP-11.3] a caller that is killed in a call leaves no region lent" do
    shm = Sidecar.start()
    options = [client: shm, transfer: :shm]
    data = {:bytes, :rand.bytes(3_000_000)}
    {:ok, _} = SnakepitShm.execute("size", %{data: data}, options)

    for pause_ms <- [0, 1, 2, 5, 20, 300] do
      pid = spawn(fn -> SnakepitShm.execute("keep", %{data: data}, options) end)
      Process.sleep(pause_ms)
      Process.exit(pid, :kill)
    end

    {:ok, 0} = SnakepitShm.execute("drop", %{}, options)
    assert Sidecar.eventually(fn -> Magazine.stats(client(shm)).lent == 0 end)
    {:ok, 3_000_000} = SnakepitShm.execute("size", %{data: data}, options)
    lease = Sidecar.eventually(fn -> idle_and_agreed(shm) end)
    assert lease
  end

  test "[SM-6.4] a call whose time is over says so, and its region comes back" do
    shm = Sidecar.start()
    options = [client: shm, transfer: :shm, timeout: 300]

    assert {:error, %Error{code: :deadline_exceeded}} =
             SnakepitShm.execute("sleep", %{seconds: 2}, options)

    assert Sidecar.eventually(fn -> Magazine.stats(client(shm)).lent == 0 end)
    assert {:ok, 1} = SnakepitShm.execute("size", %{data: "a"}, client: shm)
  end

  test "[GP-4.4] [GP-6.3] a ref that the worker refuses is sent again inline, and the tool runs once" do
    shm = Sidecar.start()
    client = client(shm)
    {:ok, first} = SnakepitShm.execute("count", %{}, client: shm)

    # Refs sealed with a key that is not the lease's: what an altered ref looks like to the worker.
    {:ok, _} =
      SnakepitShm.execute("size", %{data: {:bytes, :rand.bytes(100_000)}},
        client: shm,
        transfer: :shm
      )

    Process.sleep(200)

    :sys.replace_state(Client.process(client, Magazine), fn state ->
      forge = &%{&1 | key: :crypto.strong_rand_bytes(32)}
      %{state | shelf: SnakepitShm.Magazine.Shelf.update(state.shelf, forge)}
    end)

    data = {:bytes, :rand.bytes(100_000)}

    assert {:ok, 100_000} =
             SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm)

    assert {:ok, second} = SnakepitShm.execute("count", %{}, client: shm)
    assert second == first + 1
    assert Sidecar.eventually(fn -> idle_and_agreed(shm) end), "the refused ref was settled"
  end

  test "a result that cannot be opened is fetched from the worker" do
    shm = Sidecar.start()
    client = client(shm)

    {:ok, first} =
      SnakepitShm.execute("ones", %{count: 300_000}, client: shm, result_transfer: :shm)

    {:ok, _again} =
      SnakepitShm.execute("ones", %{count: 300_000}, client: shm, result_transfer: :shm)

    for [known] <- :ets.match(client.known, {:_, :"$1"}) do
      :ets.insert(client.known, {known.lease, %{known | key: :crypto.strong_rand_bytes(32)}})
    end

    assert {:ok, fetched} =
             SnakepitShm.execute("ones", %{count: 300_000}, client: shm, result_transfer: :shm)

    assert fetched == first
  end

  test "[SM-2.4] when the client stops, nothing of its run is left in shared memory" do
    shm = Sidecar.start()

    {:ok, _} =
      SnakepitShm.execute("size", %{data: {:bytes, :rand.bytes(1_000_000)}},
        client: shm,
        transfer: :shm
      )

    run = :sys.get_state(Client.process(shm, SnakepitShm.Session)).attached.run
    assert Sidecar.objects(run) != []
    stop_supervised!(shm)
    assert Sidecar.eventually(fn -> Sidecar.objects(run) == [] end)
  end

  test "[SM-2.3] [GP-11.2] kill -9 of the BEAM in a transfer leaves nothing behind" do
    script = """
    {:ok, _} = Application.ensure_all_started(:snakepit_shm)
    name = :doomed
    {:ok, _} = SnakepitShm.start_link(name: name, sidecar: #{inspect(Sidecar.sidecar())})
    :ok = SnakepitShm.await_attached(name)
    {:ok, _} = SnakepitShm.execute("size", %{data: ""}, client: name)
    run = :sys.get_state(SnakepitShm.Client.process(name, SnakepitShm.Session)).attached.run
    IO.puts("run=\#{run} pid=\#{System.pid()}")
    for _ <- Stream.cycle([1]),
        do: SnakepitShm.execute("size", %{data: {:bytes, :rand.bytes(3_000_000)}}, client: name, transfer: :shm)
    """

    paths = for path <- :code.get_path(), flag <- ["-pa", to_string(path)], do: flag
    elixir = System.find_executable("elixir")

    port =
      Port.open({:spawn_executable, elixir}, [
        :binary,
        {:line, 4_096},
        args: paths ++ ["-e", script]
      ])

    {run, pid} = await_run(port)
    Process.sleep(500)
    assert Sidecar.objects(run) != []
    Sidecar.kill(pid)
    assert Sidecar.eventually(fn -> Sidecar.objects(run) == [] end, 800)
  end

  defp await_run(port) do
    receive do
      {^port, {:data, {_, line}}} ->
        case Regex.run(~r/^run=(\w+) pid=(\d+)$/, line) do
          [_, run, pid] -> {run, pid}
          nil -> await_run(port)
        end
    after
      30_000 -> flunk("the node did not start")
    end
  end

  # Whether some region that is idle has nothing outstanding.
  defp idle_and_agreed(shm) do
    state = :sys.get_state(Client.process(shm, Magazine))

    state.shelf
    |> SnakepitShm.Magazine.Shelf.leases()
    |> Enum.filter(&(&1.last_reader != nil))
    |> Enum.all?(fn lease ->
      lease.control
      |> SnakepitShm.ControlTable.bound_slots(lease.record)
      |> Enum.all?(fn {_, _, addressed, done} -> addressed == done end)
    end)
  end

  defp client(name), do: name |> Client.fetch() |> elem(1)
end
