defmodule SnakepitShm.Test.Sidecar do
  @moduledoc "A real sidecar with real Python workers for a test, in processes and folders of its own."

  alias SnakepitShm.Grpc.Unary
  alias SnakepitShm.Proto.Shm.V1.{Admin, StatsRequest}

  @root Path.expand("../../..", __DIR__)
  @adapters Path.expand("../adapters", __DIR__)

  @doc "Why there can be no real sidecar here, or `nil`."
  def missing do
    cond do
      not File.exists?(main()) -> "the sidecar is not built (#{main()})"
      System.find_executable("node") == nil -> "node was not found"
      not python_ready?() -> "#{python()} has no grpc and protobuf"
      true -> nil
    end
  end

  @doc "Starts a client with its own sidecar; returns the client's name when a worker is ready."
  def start(options \\ []) do
    name = :"shm_#{System.unique_integer([:positive])}"
    {sidecar, client} = Keyword.pop(options, :sidecar, [])
    spec = {SnakepitShm, [name: name, sidecar: Keyword.merge(sidecar(), sidecar)] ++ client}
    ExUnit.Callbacks.start_supervised!(spec)
    :ok = SnakepitShm.await_attached(name)
    {:ok, _} = SnakepitShm.execute("size", %{data: "warm"}, client: name)
    name
  end

  @doc "Options that start a sidecar with one worker of the test tools."
  def sidecar do
    [
      command: ["node", main()],
      workers: 1,
      adapter: "shm_test_tools:Tools",
      python: python(),
      pythonpath: [@adapters, Path.join(@root, "python_client")],
      args: ["--log-level", "warn"]
    ]
  end

  @doc "Process ids of the workers, or of the sidecar, that this test started."
  def worker_pids(name), do: pids("--sidecar", socket(name))

  def sidecar_pid(name),
    do: eventually(fn -> List.first(pids("serve --lifeline --socket", socket(name))) end)

  @doc "Kills a process that this test started."
  def kill(pid), do: {"", 0} = System.cmd("kill", ["-9", "#{pid}"])

  @doc "Waits until the function returns something, for at most ten seconds."
  def eventually(fun, tries \\ 400) do
    case fun.() do
      nothing when nothing in [nil, false] and tries > 0 ->
        Process.sleep(25)
        eventually(fun, tries - 1)

      nothing when nothing in [nil, false] ->
        raise ExUnit.AssertionError, message: "it did not happen within ten seconds"

      result ->
        result
    end
  end

  def socket(name) do
    {:ok, client} = SnakepitShm.Client.fetch(name)
    SnakepitShm.Client.get(client, :socket)
  end

  @doc "Waits until that many workers are ready."
  def await_workers(name, count) do
    {:ok, client} = SnakepitShm.Client.fetch(name)
    eventually(fn -> length(SnakepitShm.Client.get(client, :workers)) == count end)
  end

  @doc "What the sidecar says that it holds."
  def stats(name) do
    {:ok, client} = SnakepitShm.Client.fetch(name)
    {:ok, stats} = Unary.call({client.table, :sidecar}, Admin.get_stats(), %StatsRequest{})
    stats
  end

  @doc "Shared-memory objects of the run that this client's sidecar has."
  def objects(run), do: Path.wildcard("/dev/shm/snakepit-shm.#{run}.*")

  # Between two sidecars there is no socket, and without one every process of the kind would match, also those
  # of somebody else.
  defp pids(_arguments, nil), do: []

  defp pids(arguments, socket) do
    for path <- Path.wildcard("/proc/[0-9]*/cmdline"),
        {:ok, line} <- [File.read(path)],
        line |> String.replace(<<0>>, " ") |> String.contains?("#{arguments} #{socket}"),
        do: path |> Path.split() |> Enum.at(2) |> String.to_integer()
  end

  defp main, do: System.get_env("SNAKEPIT_SHM_SIDECAR", Path.join(@root, "dist/sidecar/main.js"))

  defp python do
    bundled = Path.join(@root, "build/venv/bin/python")
    System.get_env("SNAKEPIT_SHM_PYTHON", if(File.exists?(bundled), do: bundled, else: "python3"))
  end

  defp python_ready? do
    match?(
      {_output, 0},
      System.cmd(python(), ["-c", "import grpc, google.protobuf"], stderr_to_stdout: true)
    )
  rescue
    ErlangError -> false
  end
end
