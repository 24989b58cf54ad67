defmodule SnakepitShm.Supervisor do
  @moduledoc """
  The processes of one client.

      SnakepitShm.Supervisor (rest_for_one)
      ├── Client             options and tables
      ├── Task.Supervisor    calls to the sidecar that nobody waits for
      └── supervisor (one_for_one)
          ├── Sidecar            runs the program, if this client starts one
          └── supervisor (rest_for_one)
              ├── Connection     to the sidecar
              ├── DynamicSupervisor of the connections to workers
              ├── Workers        the directory of ready workers
              ├── Reader         settles, forgets
              ├── Magazine       lends regions
              └── Session        the stream to the sidecar

  A sidecar that dies takes nothing else down: calls to workers go on, inline. In the inner supervisor
  each process depends on those above it, and the session, which tells all of them what they know, on
  every one: whichever is started anew hears it again from a new session.
  """
  use Supervisor
  alias SnakepitShm.{Client, Magazine, Reader, Session, Sidecar, Workers}
  alias SnakepitShm.Grpc.Connection

  # A client that fails for good fails with its application, not silently.
  @restarts [max_restarts: 10, max_seconds: 10]

  @doc false
  def start_link(options), do: Supervisor.start_link(__MODULE__, options)

  @impl true
  def init(options) do
    name = options.name
    Code.ensure_loaded(:telemetry)

    inner = [
      connection(name),
      {DynamicSupervisor, name: Client.process(name, DynamicSupervisor)},
      {Workers, name},
      {Reader, name},
      {Magazine, name},
      {Session, name}
    ]

    # A sidecar that ends is started again by its own process. If that one fails, nobody depends on it.
    outer =
      if(options.sidecar, do: [{Sidecar, name}], else: []) ++
        [group(:attached, inner, :rest_for_one)]

    children = [
      {Client, {name, options}},
      {Task.Supervisor, name: Client.process(name, Task.Supervisor)},
      group(:inner, outer, :one_for_one)
    ]

    Supervisor.init(children, strategy: :rest_for_one)
  end

  defp group(id, children, strategy) do
    options = [strategy: strategy] ++ @restarts
    %{id: id, type: :supervisor, start: {Supervisor, :start_link, [children, options]}}
  end

  defp connection(name) do
    start = fn ->
      {:ok, client} = Client.fetch(name)
      socket = fn -> Client.get(client, :socket) end
      Connection.start_link(table: client.table, key: :sidecar, socket: socket)
    end

    %{id: Connection, start: {Kernel, :apply, [start, []]}}
  end
end
