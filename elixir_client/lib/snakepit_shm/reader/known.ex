defmodule SnakepitShm.Reader.Known do
  @moduledoc """
  The leases of others that this client has opened, and the control tables of their owners: each mapped
  once, then used by every process of the node.
  """
  alias SnakepitShm.{Client, ControlTable, Error, Memory}
  alias SnakepitShm.Grpc.{Status, Unary}
  alias SnakepitShm.Proto.Shm.V1.{Broker, OpenRequest, SessionProof}

  @enforce_keys [:region, :lease, :owner, :record, :capacity, :key, :payload, :control]
  @derive {Inspect, only: [:region, :lease, :owner]}
  defstruct @enforce_keys

  @type t :: %__MODULE__{}
  @timeout_ms 10_000
  @most_records 65_536

  @doc "The lease of a ref; met for the first time, the sidecar is asked, for at most 10 s, and its memory opened."
  @spec fetch(Client.t(), struct, {pos_integer, binary}, timeout) ::
          {:ok, t, warm? :: boolean} | {:error, Error.t()}
  def fetch(client, ref, session, timeout) do
    case :ets.lookup(client.known, ref.lease) do
      [{_lease, known}] -> with :ok <- matching(known, ref), do: {:ok, known, true}
      [] -> with {:ok, known} <- open(client, ref, session, timeout), do: {:ok, known, false}
    end
  end

  @doc "The control table of a settled ref's owner, opened if need be."
  @spec control(Client.t(), struct) :: {:ok, Memory.t()} | {:error, Error.t()}
  def control(client, settle), do: control(client, settle.owner, settle.record, settle.control)

  @doc "The control tables of all owners: `{owner, table, records}`."
  @spec controls(Client.t()) :: [{pos_integer, Memory.t(), pos_integer}]
  def controls(client) do
    for {{:control, owner}, control, records} <-
          :ets.match_object(client.known, {{:control, :_}, :_, :_}),
        do: {owner, control, records}
  end

  @doc "What is known of one owner."
  @spec of_owner(Client.t(), pos_integer) :: [t]
  def of_owner(client, owner), do: Enum.filter(all(client), &(&1.owner == owner))

  @doc "Forgets and closes the leases that `ended?` names, and the tables of the owners that `gone?` names."
  @spec forget(Client.t(), (t -> boolean), (owner :: pos_integer -> boolean)) :: :ok
  def forget(client, ended?, gone?) do
    for known <- all(client), ended?.(known) do
      :ets.delete(client.known, known.lease)
      Memory.close(known.payload)
    end

    for {owner, control, _records} <- controls(client), gone?.(owner) do
      :ets.delete(client.known, {:control, owner})
      Memory.close(control)
    end

    :ok
  end

  @doc "The leases that owners name in their tables now."
  @spec current_leases(Client.t()) :: MapSet.t(pos_integer)
  def current_leases(client) do
    for {_owner, control, records} <- controls(client),
        record <- 0..(records - 1)//1,
        into: MapSet.new(),
        do: ControlTable.read(control, record).lease
  end

  defp all(client) do
    for [known] <- :ets.match(client.known, {:_, :"$1"}), is_struct(known, __MODULE__), do: known
  end

  defp open(client, ref, {id, secret}, timeout) do
    request = %OpenRequest{proof: %SessionProof{session: id, secret: secret}, token: ref.token}

    options = [timeout: min(timeout, @timeout_ms)]

    case Unary.call({client.table, :sidecar}, Broker.open(), request, options) do
      {:ok, opened} -> with :ok <- matching(opened, ref), do: map(client, opened)
      {:error, status} -> {:error, Status.to_error(status, :sidecar)}
    end
  end

  defp matching(opened, ref) do
    fields = [:region, :lease, :owner, :record]

    if Map.take(opened, fields) == Map.take(ref, fields),
      do: :ok,
      else: {:error, Error.new(:ref_malformed, "the ref names another region than its token")}
  end

  defp map(client, opened) do
    with {:ok, control} <- control(client, opened.owner, opened.record, opened.control),
         {:path, path} <- opened.payload.kind,
         {:ok, payload} <- Memory.open(client.memory, path, opened.capacity, :ro, holder(client)) do
      known =
        struct!(
          __MODULE__,
          Map.take(opened, [:region, :lease, :owner, :record, :capacity, :key])
          |> Map.merge(%{payload: payload, control: control})
        )

      :ets.insert(client.known, {known.lease, known})
      {:ok, known}
    else
      {:error, %Error{} = error} -> {:error, error}
      {:error, reason} -> map_failed(reason)
      _no_path -> map_failed(:unsupported)
    end
  end

  defp control(client, owner, record, attachment) do
    with [] <- :ets.lookup(client.known, {:control, owner}),
         %{kind: {:path, path}, size: size} <- attachment,
         {:ok, control} <- Memory.open(client.memory, path, size, :rw, holder(client)),
         {:ok, ^owner, records} when record < records <- ControlTable.header(control),
         true <- records <= @most_records and ControlTable.size(records) <= size do
      :ets.insert(client.known, {{:control, owner}, control, records})
      {:ok, control}
    else
      [{_key, control, records}] when record < records -> {:ok, control}
      {:error, reason} -> map_failed(reason)
      _no_control_table -> {:error, Error.new(:control_corrupt, "no control table of that owner")}
    end
  end

  defp holder(client) do
    keeper = Process.whereis(Client.process(client, SnakepitShm.Reader))
    %{keeper: keeper, lock: Client.get(client, :lock)}
  end

  defp map_failed(reason),
    do: {:error, Error.new(:map_failed, "shared memory could not be opened: #{reason}")}
end
