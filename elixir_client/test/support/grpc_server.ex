defmodule SnakepitShm.Test.GrpcServer do
  @moduledoc "A real gRPC server (Node) of the test's own, and a connection to it."
  alias SnakepitShm.Grpc.Connection
  alias SnakepitShm.Test.{Objects, Sidecar}

  defmodule Raw do
    @moduledoc "Messages that are their own bytes."
    defstruct bytes: ""
    def encode(raw), do: raw.bytes
    def decode(bytes), do: {:ok, %__MODULE__{bytes: bytes}}
  end

  @folder __DIR__

  def start(socket \\ Path.join(Objects.folder(), "grpc.sock"), script \\ "grpc_server.mjs") do
    node = System.find_executable("node")
    arguments = [Path.join(@folder, script), socket]
    port = Port.open({:spawn_executable, node}, [:binary, args: arguments])

    receive do
      {^port, {:data, "ready\n"}} -> :ok
    after
      20_000 -> raise "the gRPC server did not start"
    end

    {:os_pid, pid} = Port.info(port, :os_pid)
    %{port: port, pid: pid, socket: socket}
  end

  def kill(server) do
    Sidecar.kill(server.pid)
    if Port.info(server.port), do: Port.close(server.port)
  end

  def connect(socket) do
    holder =
      ExUnit.Callbacks.start_supervised!({Agent, fn -> :ets.new(:connections, [:public]) end},
        id: make_ref()
      )

    table = Agent.get(holder, & &1)
    options = [table: table, key: :test, socket: fn -> socket end]
    ExUnit.Callbacks.start_supervised!(Supervisor.child_spec({Connection, options}, id: table))
    {table, :test}
  end

  def rpc(name), do: %{path: "/test.Test/#{name}", kind: :unary, request: Raw, response: Raw}
end
