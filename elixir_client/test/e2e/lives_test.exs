defmodule SnakepitShm.E2E.LivesTest do
  @moduledoc "What ends by itself: tokens, streams, sidecars. Calls do not notice."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, Session}
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag timeout: 120_000
  @moduletag capture_log: true

  test "tokens are renewed before they end, and calls keep to shared memory" do
    args = ["--log-level", "warn", "--token-life-ms", "3000", "--heartbeat-ms", "500"]
    shm = Sidecar.start(sidecar: [args: args], lease_wait_ms: 5_000)
    calls = watched(shm)
    data = {:bytes, :rand.bytes(300_000)}
    until_ms = System.monotonic_time(:millisecond) + 6_000
    {:ok, region} = SnakepitShm.reserve(100_000, client: shm)
    {:ok, kept} = SnakepitShm.seal(region)

    repeat(until_ms, fn ->
      options = [client: shm, transfer: :shm, result_transfer: :shm]
      {:ok, _same} = SnakepitShm.execute("echo", %{value: data}, options)
      {:ok, 100_000} = SnakepitShm.execute("size", %{data: kept}, options)
    end)

    assert [] == for({way, :inline, bytes, why} <- calls.(), bytes >= 100_000, do: {way, why})
    # Renewed, not leased anew for each token that ended.
    assert Sidecar.stats(shm).calls["Lease"] <= 4
  end

  defp repeat(until_ms, fun) do
    fun.()
    if System.monotonic_time(:millisecond) < until_ms, do: repeat(until_ms, fun)
  end

  # How each large part of this client's calls travelled, as their reports say.
  defp watched(shm) do
    {:ok, client} = Client.fetch(shm)
    session = Process.whereis(Client.process(client, Session))
    test = self()
    collector = spawn_link(fn -> collect([], test) end)
    :erlang.trace(session, true, [:receive, tracer: collector])

    fn ->
      send(collector, :done)

      receive do
        {:collected, payloads} -> payloads
      end
    end
  end

  defp collect(payloads, test) do
    receive do
      {:trace, _pid, :receive, {:"$gen_cast", {:report, report}}} ->
        collect(
          Enum.map(report.payloads, &{&1.direction, &1.method, &1.bytes, &1.reason}) ++ payloads,
          test
        )

      :done ->
        send(test, {:collected, payloads})

      _other ->
        collect(payloads, test)
    end
  end
end
