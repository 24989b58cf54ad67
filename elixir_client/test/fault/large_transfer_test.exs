defmodule SnakepitShm.Fault.LargeTransferTest do
  @moduledoc "Processes that are killed while large transfers run in both directions, at moments that nobody chose."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, Error, Magazine, Session}
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag timeout: 120_000
  @moduletag capture_log: true

  test "whoever is killed, every call returns the right bytes or a typed error, and nothing is left" do
    shm = Sidecar.start(sidecar: [workers: 2])
    Sidecar.await_workers(shm, 2)
    {:ok, client} = Client.fetch(shm)
    first_run = run(client)
    parent = self()
    callers = for i <- 1..4, do: Task.async(fn -> load(shm, parent, i) end)

    for {victim, pause_ms} <- [worker: 37, sidecar: 45, worker: 61, sidecar: 52] do
      # All of them in the middle of it again.
      assert Sidecar.eventually(fn -> Client.get(client, :attached?) end)
      Sidecar.await_workers(shm, 2)
      for _ <- 1..8, do: assert_receive(:went_well, 60_000)
      Process.sleep(pause_ms)

      for pid <- pids(shm, victim),
          do: System.cmd("kill", ["-9", "#{pid}"], stderr_to_stdout: true)
    end

    assert Sidecar.eventually(fn -> Client.get(client, :attached?) end)
    for _ <- 1..8, do: assert_receive(:went_well, 60_000)
    for task <- callers, do: send(task.pid, :enough)
    codes = callers |> Task.await_many(60_000) |> List.flatten() |> Enum.uniq()
    assert codes -- [:worker_died, :worker_unavailable] == []

    assert Sidecar.eventually(fn -> Magazine.stats(client).lent == 0 end)
    assert Sidecar.eventually(fn -> Enum.sum(Map.values(Magazine.stats(client).idle)) > 0 end)
    assert Sidecar.eventually(fn -> run(client) != first_run end)
    assert Sidecar.eventually(fn -> Sidecar.objects(first_run) == [] end)
  end

  # Echoes until told to stop; the codes of the calls that failed.
  defp load(shm, parent, seed, failed \\ []) do
    receive do
      :enough -> failed
    after
      0 ->
        bytes = :binary.copy(<<seed, :rand.uniform(256) - 1>>, 6_000_000)
        options = [client: shm, transfer: :shm, result_transfer: :shm, timeout: 30_000]

        case SnakepitShm.execute("echo", %{value: {:bytes, bytes}}, options) do
          {:ok, back} ->
            true = back == bytes
            send(parent, :went_well)
            load(shm, parent, seed, failed)

          {:error, %Error{code: code}} ->
            load(shm, parent, seed, [code | failed])
        end
    end
  end

  defp pids(shm, :worker), do: Enum.take(Sidecar.worker_pids(shm), 1)
  defp pids(shm, :sidecar), do: [Sidecar.sidecar_pid(shm)]

  defp run(client), do: :sys.get_state(Client.process(client, Session)).attached.run
end
