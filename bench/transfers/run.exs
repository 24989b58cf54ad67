# Takes the raw samples of the transfer benchmark: every case in turn, its methods one after the other in each
# round, so that what else the machine does hits both. SAMPLES names the file that they go to.
defmodule Bench.Memcpy do
  @moduledoc "A plain memcpy, from the NIF that bench.sh has built."
  def load(path), do: :erlang.load_nif(path, 0)
  def copy(_binary), do: :erlang.nif_error(:not_loaded)
end

defmodule Bench.Transfers do
  @moduledoc "The cases, and how one of them is timed."

  @sizes [
    {"64KiB", 65_536, 401},
    {"1MB", 1_000_000, 151},
    {"10MB", 10_000_000, 51},
    {"100MB", 100_000_000, 21}
  ]

  def legs(sizes) do
    for {name, bytes, rounds} <- @sizes,
        name in sizes,
        what <- if(name == "100MB", do: ~w(receive sum), else: ~w(receive)),
        leg <- ~w(request response) do
      methods = for way <- [:inline, :shm], do: {"#{way}", call(leg, what, bytes, way)}
      {"#{leg}/#{what}/#{name}", rounds, methods}
    end
  end

  @doc "Once the worker has handled 100 MB inline, which the legs before have seen to."
  def grown do
    for {name, bytes, rounds} <- @sizes, name in ~w(1MB 10MB) do
      methods = for way <- [:inline, :shm], do: {"#{way}", call("request", "receive", bytes, way)}
      {"request/grown/#{name}", rounds, methods}
    end
  end

  def copies do
    for {name, bytes, rounds} <- @sizes do
      source = :rand.bytes(bytes)
      {:ok, region} = SnakepitShm.reserve(bytes)
      write = fn -> :ok = SnakepitShm.write(region, 0, source) end

      {"copy/write/#{name}", rounds,
       [{"memcpy", fn -> Bench.Memcpy.copy(source) end}, {"region", write}]}
    end
  end

  def in_place do
    {:ok, region} = SnakepitShm.reserve(100_000_000)
    :ok = SnakepitShm.write(region, 0, :rand.bytes(100_000_000))
    {:ok, sealed} = SnakepitShm.seal(region)
    send = fn -> 100_000_000 = SnakepitShm.execute!("receive", %{data: sealed}) end

    {"in-place/send/100MB", 401,
     [{"empty", fn -> SnakepitShm.execute!("empty") end}, {"shm", send}]}
  end

  # Only the leg that is measured is forced; the other one carries a number.
  defp call("request", what, bytes, way) do
    arguments = %{data: {:bytes, :rand.bytes(bytes)}}
    tool = if what == "sum", do: "sum", else: "receive"
    fn -> SnakepitShm.execute!(tool, arguments, transfer: way) end
  end

  defp call("response", what, bytes, way) do
    fn ->
      %{data: data} = SnakepitShm.execute!("produce", %{size: bytes}, result_transfer: way)
      ^bytes = byte_size(data)
      if what == "sum", do: :erlang.crc32(data)
    end
  end

  def measure({name, rounds, methods}, samples) do
    IO.write(:stderr, "\r\e[K#{name}: #{rounds} rounds")
    for {_method, run} <- methods, _ <- 1..3, do: time(run)

    for _ <- 1..rounds, {method, run} <- methods do
      IO.puts(samples, "#{name}\t#{method}\t#{time(run)}")
    end
  end

  # The second of two calls of the same kind: an inline call of 100 MB has both processes give memory back for
  # milliseconds after its answer, and that must be charged to its own kind, not to whatever comes next.
  defp time(run) do
    run.()
    :erlang.garbage_collect()
    started = System.monotonic_time(:nanosecond)
    run.()
    System.monotonic_time(:nanosecond) - started
  end
end

root = Path.expand("../..", __DIR__)
fallback? = System.get_env("SNAKEPIT_SHM_NO_NIF") == "1"
{:ok, _} = Application.ensure_all_started(:snakepit_shm)

{:ok, _} =
  SnakepitShm.start_link(
    lease_wait_ms: 5_000,
    sidecar: [
      command: ["node", Path.join(root, "dist/sidecar/main.js")],
      workers: 1,
      adapter: "bench_tools:BenchTools",
      python: System.fetch_env!("SNAKEPIT_SHM_PYTHON"),
      pythonpath: [Path.join(root, "bench"), Path.join(root, "python_client")],
      args: ["--log-level", "warn"]
    ]
  )

:ok = SnakepitShm.await_attached()
samples = File.open!(System.fetch_env!("SAMPLES"), [:write])

cases =
  if fallback? do
    Enum.filter(Bench.Transfers.legs(["100MB"]), fn {name, _, _} ->
      name == "request/receive/100MB"
    end)
  else
    :ok = Bench.Memcpy.load(String.to_charlist(System.fetch_env!("MEMCPY_NIF")))

    Bench.Transfers.legs(~w(64KiB 1MB 10MB 100MB)) ++
      [Bench.Transfers.in_place()] ++ Bench.Transfers.copies() ++ Bench.Transfers.grown()
  end

Enum.each(cases, &Bench.Transfers.measure(&1, samples))
File.close(samples)
IO.write(:stderr, "\r\e[K")
