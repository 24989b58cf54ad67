defmodule SnakepitShm.Fault.SupervisionTest do
  @moduledoc "Processes of the client that fail, and sidecars that do not start or do not stop."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, Error, Magazine, Reader, Session, Workers}
  alias SnakepitShm.Grpc.Connection
  alias SnakepitShm.Test.{Objects, Sidecar}

  @moduletag timeout: 120_000
  @moduletag capture_log: true

  @tag :sidecar
  test "whichever process of the client is killed, shared memory comes back" do
    shm = Sidecar.start()
    {:ok, client} = Client.fetch(shm)
    data = {:bytes, :rand.bytes(300_000)}

    for module <- [
          Magazine,
          Reader,
          Workers,
          Session,
          DynamicSupervisor,
          Connection,
          Task.Supervisor
        ] do
      before = if(module != Connection, do: Client.session(client))
      Process.exit(pid(client, module), :kill)

      assert Sidecar.eventually(fn ->
               SnakepitShm.execute("size", %{data: data}, client: shm) == {:ok, 300_000}
             end)

      assert Sidecar.eventually(fn ->
               # A call whose connection was just killed may still end in an error.
               again = SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm)

               again == {:ok, 300_000} && pid(client, Magazine) &&
                 Client.session(client) not in [nil, before] &&
                 match?({:ok, _}, SnakepitShm.reserve(1_000, client: shm))
             end),
             "after #{inspect(module)}, session #{inspect(before)}"
    end
  end

  @tag :sidecar
  test "a sidecar that hangs when the client stops is killed" do
    shm = Sidecar.start()
    pid = Sidecar.sidecar_pid(shm)
    {"", 0} = System.cmd("sh", ["-c", "kill -STOP #{pid}"])
    stop_supervised!(shm)
    assert Sidecar.eventually(fn -> not File.exists?("/proc/#{pid}") end)
  end

  test "a sidecar that cannot start is tried again ever more slowly; calls get an error that says what is missing" do
    starts = Path.join(Objects.folder(), "starts")
    name = :"never_#{System.unique_integer([:positive])}"
    command = ["sh", "-c", "echo . >> #{starts}; echo no; exit 3"]
    start_supervised!({SnakepitShm, name: name, sidecar: [command: command]})
    sup = Process.whereis(Client.process(name, SnakepitShm.Sidecar))

    assert {:error, %Error{code: :worker_unavailable}} =
             SnakepitShm.execute("size", %{data: ""}, client: name, timeout: 1_500)

    assert Process.whereis(Client.process(name, SnakepitShm.Sidecar)) == sup
    count = starts |> File.read!() |> String.split("\n", trim: true) |> length()
    assert count in 1..5
  end

  test "a sidecar program that does not exist is an error of the start" do
    name = :"missing_#{System.unique_integer([:positive])}"
    Process.flag(:trap_exit, true)

    assert {:error, %Error{code: :sidecar_unavailable, message: message}} =
             SnakepitShm.start_link(name: name, sidecar: [command: ["no-such-program"]])

    assert message =~ "no-such-program"
    assert {:error, %Error{}} = Client.fetch(name)
  end

  defp pid(client, Connection) do
    [{_key, server, _gun}] = :ets.lookup(client.table, {:connection, :sidecar})
    server
  end

  defp pid(client, module), do: Process.whereis(Client.process(client, module))
end
