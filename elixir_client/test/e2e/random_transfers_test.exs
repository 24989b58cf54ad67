defmodule SnakepitShm.E2E.RandomTransfersTest do
  @moduledoc """
  The same bytes come back, and nothing grows: random sizes, ways and callers, then what each of the three
  kinds of processes holds, compared after the first and the second half of the same load.

  `SNAKEPIT_SHM_TRANSFERS` sets how many transfers (500; `make soak` runs 10 000).
  """
  use ExUnit.Case, async: false
  alias SnakepitShm.{Client, Magazine}
  alias SnakepitShm.Test.{Held, Sidecar}

  @moduletag :sidecar
  @moduletag timeout: :infinity
  @moduletag capture_log: true

  @callers 4
  @largest 64_000_000

  test "[GP-14.3] [SM-5.2] random transfers keep every byte and leave regions, descriptors and maps as they were" do
    shm = Sidecar.start(sidecar: [workers: 2], timeout: 120_000)
    Sidecar.await_workers(shm, 2)
    {:ok, client} = Client.fetch(shm)
    half = div(transfers(), 2 * @callers)
    source = :rand.bytes(@largest)

    held =
      for round <- 1..2 do
        1..@callers
        |> Task.async_stream(&load(shm, source, &1, half),
          timeout: :infinity,
          max_concurrency: @callers
        )
        |> Stream.run()

        assert Sidecar.eventually(fn -> Magazine.stats(client).lent == 0 end), "round #{round}"
        Held.by_all(shm)
      end

    [first, second] = held

    for {what, before} <- first do
      now = second[what]

      # The load is the same but its overlaps are not: a size may once need one region more than before.
      assert now <= before + allowance(what), "#{inspect(what)}: #{before}, then #{now}"
    end
  end

  # Each caller takes the same random decisions in both rounds.
  defp load(shm, source, caller, count) do
    :rand.seed(:exsss, {caller, 20_261_120, 1})

    for _ <- 1..count do
      size = max(1, trunc(:math.pow(@largest, :rand.uniform())))
      data = binary_part(source, :rand.uniform(@largest - size + 1) - 1, size)
      way = Enum.at([:shm, :shm, :shm, :auto, :inline], :rand.uniform(5) - 1)

      {:ok, back} =
        SnakepitShm.execute("echo", %{value: {:bytes, data}}, client: shm, transfer: way)

      assert byte_size(back) == size
      assert :crypto.hash(:blake2b, back) == :crypto.hash(:blake2b, data)
    end
  end

  defp allowance({_process, :descriptors}), do: 4
  defp allowance({_process, :maps}), do: 8
  defp allowance(:regions), do: 8

  defp transfers, do: "SNAKEPIT_SHM_TRANSFERS" |> System.get_env("500") |> String.to_integer()
end
