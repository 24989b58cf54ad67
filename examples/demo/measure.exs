defmodule Demo.Measure do
  @moduledoc "Calls and times, the two ways in turn, so that both see the same machine."
  alias Demo.Terminal

  @sizes [65_536, 1_000_000, 10_000_000]

  def call(tool, arguments, transfer) do
    SnakepitShm.execute!(tool, arguments, transfer: transfer, result_transfer: transfer)
  end

  @doc "A row of the table for each size and leg: medians and their ratio."
  def table(data, progress) do
    sizes = Enum.filter(@sizes, &(&1 < byte_size(data))) ++ [byte_size(data)]

    for size <- sizes, leg <- ["there", "there and back"] do
      progress.("#{Terminal.bytes(size)} #{leg}")
      payload = binary_part(data, 0, size)
      tool = if leg == "there", do: "receive", else: "echo"

      times =
        for _ <- 1..rounds(size), way <- [:inline, :shm], do: {way, time(tool, payload, way)}

      [inline, shm] = for way <- [:inline, :shm], do: median(for {^way, t} <- times, do: t)
      ratio = "#{Float.round(inline / shm, 1)}x"
      [Terminal.bytes(size), leg, Terminal.ms(inline), Terminal.ms(shm), ratio]
    end
  end

  @doc "The tree of a trace, as soon as both sides have reported it."
  def trace(sidecar_main, socket, trace_id, tries \\ 50) do
    arguments = [sidecar_main, "trace", "--socket", socket, trace_id]

    case System.cmd("node", arguments, stderr_to_stdout: true) do
      {tree, 0} ->
        if tree =~ "worker" or tries == 0,
          do: tree,
          else: again(sidecar_main, socket, trace_id, tries)

      {_not_yet, _status} when tries > 0 ->
        again(sidecar_main, socket, trace_id, tries)

      {problem, _status} ->
        raise "no trace: #{problem}"
    end
  end

  @doc "The id of the sidecar's run: the second part of the name of every object that it makes."
  def run_id(sidecar_main, socket) do
    {stats, 0} = System.cmd("node", [sidecar_main, "stats", "--json", "--socket", socket])
    [_match, run] = Regex.run(~r/"run": "([0-9a-f]{8})"/, stats)
    run
  end

  defp again(sidecar_main, socket, trace_id, tries) do
    Process.sleep(100)
    trace(sidecar_main, socket, trace_id, tries - 1)
  end

  defp time(tool, payload, way) do
    # What the last call left is collected outside the clock, for both ways.
    :erlang.garbage_collect()
    {micros, _} = :timer.tc(fn -> call(tool, %{data: {:bytes, payload}}, way) end)
    micros
  end

  defp median(values), do: values |> Enum.sort() |> Enum.at(div(length(values), 2))

  defp rounds(size) when size < 1_000_000, do: 101
  defp rounds(size) when size < 20_000_000, do: 31
  defp rounds(_size), do: 7
end
