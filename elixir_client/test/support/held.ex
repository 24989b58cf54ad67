defmodule SnakepitShm.Test.Held do
  @moduledoc "What processes hold at this moment, as the kernel counts it."
  alias SnakepitShm.Test.Sidecar

  @doc "Descriptors and maps of shared memory of this node, the sidecar and its workers, and regions in all."
  def by_all(name) do
    # Views of results are released when they are garbage.
    for pid <- Process.list(), do: :erlang.garbage_collect(pid)
    processes = [{:beam, System.pid()}, {:sidecar, Sidecar.sidecar_pid(name)}]

    workers =
      for {pid, i} <- Enum.with_index(Enum.sort(Sidecar.worker_pids(name))),
          do: {{:worker, i}, pid}

    for {process, pid} <- processes ++ workers,
        {what, count} <- [descriptors: descriptors(pid), maps: maps(pid)],
        into: %{regions: regions(name)} do
      {{process, what}, count}
    end
  end

  defp descriptors(pid), do: length(File.ls!("/proc/#{pid}/fd"))

  defp maps(pid) do
    "/proc/#{pid}/maps"
    |> File.read!()
    |> String.split("\n")
    |> Enum.count(&(&1 =~ "snakepit-shm."))
  end

  defp regions(name) do
    stats = Sidecar.stats(name)

    Enum.sum(
      for class <- stats.classes, do: class.idle + class.leased + class.draining + class.creating
    )
  end
end
