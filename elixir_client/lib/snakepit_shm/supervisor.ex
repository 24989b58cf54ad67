defmodule SnakepitShm.Supervisor do
  @moduledoc """
  The processes of one client.

      SnakepitShm.Supervisor (rest_for_one)
      ├── Client             options and tables
      ├── Task.Supervisor    calls to the sidecar that nobody waits for
      └── inner supervisor (one_for_one)
          ├── Sidecar        the program, if this client starts one
          ├── Connection     to the sidecar
          ├── DynamicSupervisor of the connections to workers
          ├── Workers        the directory of ready workers
          ├── Reader         settles, forgets
          ├── Magazine       lends regions
          └── Session        the stream to the sidecar

  A sidecar that dies takes nothing else down: calls to workers go on, inline.
  """
  use Supervisor
  alias SnakepitShm.{Client, Magazine, Reader, Session, Sidecar, Workers}
  alias SnakepitShm.Grpc.Connection

  @doc false
  def start_link(options), do: Supervisor.start_link(__MODULE__, options)

  @impl true
  def init(options) do
    name = options.name
    Code.ensure_loaded(:telemetry)

    inner =
      if(options.sidecar, do: [{Sidecar, name}], else: []) ++
        [
          connection(name),
          {DynamicSupervisor, name: Client.process(name, DynamicSupervisor)},
          {Workers, name},
          {Reader, name},
          {Magazine, name},
          {Session, name}
        ]

    children = [
      {Client, {name, options}},
      {Task.Supervisor, name: Client.process(name, Task.Supervisor)},
      %{
        id: :inner,
        type: :supervisor,
        start: {Supervisor, :start_link, [inner, [strategy: :one_for_one, max_restarts: 10]]}
      }
    ]

    Supervisor.init(children, strategy: :rest_for_one)
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
