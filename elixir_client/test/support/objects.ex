defmodule SnakepitShm.Test.Objects do
  @moduledoc "Shared-memory objects made by hand, in a temporary folder: what a sidecar would have made."
  alias SnakepitShm.{Client, ControlTable, Lease, Memory}
  alias SnakepitShm.Reader.Known

  @doc "A folder of the test's own, removed after it."
  def folder do
    path =
      Path.join(
        System.tmp_dir!(),
        "snakepit-shm-test-#{System.unique_integer([:positive])}-#{System.pid()}"
      )

    File.mkdir_p!(path)
    ExUnit.Callbacks.on_exit(fn -> File.rm_rf!(path) end)
    path
  end

  @doc "An object of so many zero bytes."
  def object(bytes) do
    path = Path.join(folder(), "object")
    File.write!(path, :binary.copy(<<0>>, bytes))
    path
  end

  @doc "A control table of session `owner` in which record 0 holds a fresh lease."
  def control_table(owner, lease, capacity, records \\ 2) do
    path = object(ControlTable.size(records))

    header =
      <<"SPSHMCT1", 1::32-little, 320::32-little, records::32-little, 8::32-little,
        owner::64-little>>

    {:ok, file} = :file.open(path, [:read, :write, :raw, :binary])
    :ok = :file.pwrite(file, 0, header)
    :ok = :file.pwrite(file, 64, <<lease::64-little, 0::64, capacity::64-little>>)
    :ok = :file.close(file)
    path
  end

  @doc "A client without a sidecar; its session has the given id."
  def client(session, memory \\ Memory.Nif, options \\ []) do
    name = :"client_#{System.unique_integer([:positive])}"
    {:ok, options} = SnakepitShm.Options.check(:client, [socket: "/nowhere"] ++ options)
    start = {Client, {name, options}}
    ExUnit.Callbacks.start_supervised!(Supervisor.child_spec(start, id: name))
    {:ok, client} = Client.fetch(name)
    client = %{client | memory: memory}
    :persistent_term.put({Client, name}, client)
    Client.put(client, :session, {session, "secret"})
    client
  end

  @doc "A lease of `owner` for a region of `capacity`, with all that a magazine would know of it."
  def lease(owner, options \\ []) do
    memory = options[:memory] || Memory.implementation()
    capacity = options[:capacity] || 65_536
    id = options[:lease] || 5_000 + System.unique_integer([:positive])
    control_path = control_table(owner, id, capacity)
    payload_path = object(capacity)
    {:ok, control} = Memory.open(memory, control_path, ControlTable.size(2), :rw)
    {:ok, payload} = Memory.open(memory, payload_path, capacity, :rw)

    lease = %Lease{
      region: id + 1,
      lease: id,
      owner: owner,
      record: 0,
      capacity: capacity,
      key: :crypto.strong_rand_bytes(32),
      payload: payload,
      control: control
    }

    Lease.renew(lease, "a.b.c", System.system_time(:millisecond) + 3_600_000)
  end

  @doc "What a reader knows of a lease that it has opened."
  def known(client, lease) do
    known =
      struct!(
        Known,
        lease
        |> Map.from_struct()
        |> Map.take(Known.__struct__() |> Map.from_struct() |> Map.keys())
      )

    :ets.insert(client.known, {lease.lease, known})
    known
  end
end
