defmodule SnakepitShm.E2E.StreamsTest do
  @moduledoc "The session's stream: cut and resumed, drained, and asked for memory."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, ControlTable, Magazine}
  alias SnakepitShm.Grpc.Connection
  alias SnakepitShm.Magazine.Shelf
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag timeout: 120_000
  @moduletag capture_log: true

  test "a stream that is cut is resumed: the same session, the same leases, settles told again" do
    shm = Sidecar.start()
    {:ok, client} = Client.fetch(shm)
    data = {:bytes, :rand.bytes(300_000)}
    call = fn -> SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm) end
    {:ok, 300_000} = call.()
    Sidecar.eventually(fn -> Magazine.stats(client).lent == 0 end)
    session = Client.session(client)
    before = leases(client)
    [worker] = Client.get(client, :workers)

    # A ref that never leaves, and whose settle finds no stream.
    {:ok, loan} = Magazine.reserve(client, 300_000, worker.session, 1_000)
    {:ok, _ref} = Magazine.Loan.seal_for_reader(loan, 10, <<8, 1>>, false)
    cut(client)
    :ok = Magazine.give_back(client, loan, :failed)

    assert Sidecar.eventually(fn -> Client.get(client, :attached?) end)
    assert Client.session(client) == session
    assert Enum.sort(leases(client)) == Enum.sort(before)
    assert Sidecar.eventually(fn -> agreed?(loan.lease) end)
    calls = Sidecar.stats(shm).calls["Lease"]
    {:ok, 300_000} = call.()
    assert Sidecar.stats(shm).calls["Lease"] == calls
  end

  test "calls go on while the stream is cut again and again" do
    shm = Sidecar.start()
    {:ok, client} = Client.fetch(shm)
    bytes = :rand.bytes(400_000)
    hash = :crypto.hash(:sha256, bytes) |> Base.encode16(case: :lower)

    callers =
      for _ <- 1..3 do
        Task.async(fn ->
          for _ <- 1..150 do
            options = [client: shm, transfer: :shm]
            SnakepitShm.execute("sha256", %{data: {:bytes, bytes}}, options)
          end
        end)
      end

    for _ <- 1..6 do
      Process.sleep(60)
      cut(client)
    end

    assert callers |> Task.await_many(60_000) |> List.flatten() |> Enum.uniq() == [{:ok, hash}]
    assert Sidecar.eventually(fn -> Magazine.stats(client).lent == 0 end)
    assert Sidecar.eventually(fn -> Enum.all?(idle(client), &agreed?/1) end)
  end

  test "idle regions come back when another client needs the memory" do
    shm = Sidecar.start(sidecar: [args: ["--log-level", "warn", "--max-bytes", "64000000"]])
    {:ok, first} = Client.fetch(shm)
    held = for _ <- 1..3, do: SnakepitShm.reserve(10_000_000, client: shm, wait_ms: 5_000)
    for {:ok, region} <- held, do: SnakepitShm.release(region)
    assert Sidecar.eventually(fn -> length(leases(first)) >= 3 end)

    other = :"#{shm}_other"
    start_supervised!({SnakepitShm, name: other, socket: Sidecar.socket(shm)}, id: other)
    :ok = SnakepitShm.await_attached(other)
    regions = for _ <- 1..3, do: SnakepitShm.reserve(10_000_000, client: other, wait_ms: 10_000)
    assert [{:ok, _}, {:ok, _}, {:ok, _}] = regions
    assert length(leases(first)) < 3

    # The first one goes on.
    data = {:bytes, :rand.bytes(100_000)}
    call = fn -> SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm) end
    for _ <- 1..100, do: assert(call.() == {:ok, 100_000})
    for {:ok, region} <- regions, do: SnakepitShm.release(region)
  end

  test "what was given back is unmapped" do
    shm = Sidecar.start()
    {:ok, client} = Client.fetch(shm)
    # In processes of their own: what this one had seen, its garbage would keep.
    run = Task.await(Task.async(fn -> run(client) end))

    borrow = fn ->
      held = for _ <- 1..3, do: SnakepitShm.reserve(10_000_000, client: shm, wait_ms: 5_000)
      for {:ok, region} <- held, do: SnakepitShm.release(region)
      :ok
    end

    Task.await(Task.async(borrow))
    Task.await(Task.async(fn -> Sidecar.eventually(fn -> complete?(client) end) end))
    assert mapped(run) >= 3
    Magazine.notify(client, {:trim, 0, 0})
    assert Sidecar.eventually(fn -> mapped(run) == 0 end)
  end

  test "a sidecar that is asked to stop lets calls finish" do
    shm = Sidecar.start()
    {:ok, client} = Client.fetch(shm)
    data = {:bytes, :rand.bytes(400_000)}
    {:ok, _} = SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm)
    run = :sys.get_state(Client.process(client, SnakepitShm.Session)).attached.run

    calls =
      for _ <- 1..3,
          do: Task.async(fn -> SnakepitShm.execute("sleep", %{seconds: 0.8}, client: shm) end)

    Process.sleep(150)
    {"", 0} = System.cmd("sh", ["-c", "kill -TERM #{Sidecar.sidecar_pid(shm)}"])
    for call <- calls, do: assert(Task.await(call, 20_000) == {:ok, 0.8})
    assert Sidecar.eventually(fn -> Sidecar.objects(run) == [] end)

    assert Sidecar.eventually(fn ->
             SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm) ==
               {:ok, 400_000}
           end)
  end

  # Nothing is lent, and nothing on its way here.
  defp complete?(client) do
    state = :sys.get_state(Client.process(client, Magazine))
    state.refills.running == %{} and state.ledger.loans == %{}
  end

  defp run(client), do: :sys.get_state(Client.process(client, SnakepitShm.Session)).attached.run

  # The connection to the sidecar, not its process.
  defp cut(client) do
    with {:ok, gun} <- Connection.checkout({client.table, :sidecar}, 2_000),
         do: Process.exit(gun, :kill)
  end

  defp idle(client),
    do: Shelf.leases(:sys.get_state(Client.process(client, Magazine)).shelf)

  defp leases(client), do: client |> idle() |> Enum.map(& &1.lease)

  # Maps of large regions in this node.
  defp mapped(run) do
    "/proc/self/maps"
    |> File.read!()
    |> String.split("\n")
    |> Enum.count(fn line ->
      with true <- line =~ "snakepit-shm.#{run}.",
           [_line, from, to] <- Regex.run(~r/^(\w+)-(\w+)/, line),
           do: String.to_integer(to, 16) - String.to_integer(from, 16) >= 10_000_000
    end)
  end

  defp agreed?(lease) do
    lease.control
    |> ControlTable.bound_slots(lease.record)
    |> Enum.all?(fn {_slot, _reader, addressed, done} -> addressed == done end)
  end
end
