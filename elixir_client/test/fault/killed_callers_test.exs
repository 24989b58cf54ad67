defmodule SnakepitShm.Fault.KilledCallersTest do
  @moduledoc "Callers that are killed while the answer is on its way: the worker's regions come back."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, ControlTable}
  alias SnakepitShm.Reader.Known
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag timeout: 120_000
  @moduletag capture_log: true

  test "results that nobody opens do not pin their regions" do
    shm = Sidecar.start()
    {:ok, client} = Client.fetch(shm)

    call = fn ->
      options = [client: shm, result_transfer: :shm]
      {:ok, _array} = SnakepitShm.execute("ones", %{count: 20_000_000}, options)
    end

    Task.await(Task.async(fn -> for(_ <- 1..2, do: call.()) && :ok end))

    for pause_ms <- 1..16 do
      pid = spawn(call)
      Process.sleep(pause_ms)
      Process.exit(pid, :kill)
    end

    {session, _secret} = Client.session(client)
    assert Sidecar.eventually(fn -> outstanding(client, session) == [] end, 1_200)
  end

  defp outstanding(client, session) do
    for {_owner, control, records} <- Known.controls(client),
        record <- 0..(records - 1),
        {slot, ^session, addressed, done} when addressed != done <-
          ControlTable.bound_slots(control, record),
        do: {record, slot, addressed, done}
  end
end
