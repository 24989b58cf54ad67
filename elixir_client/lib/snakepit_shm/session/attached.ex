defmodule SnakepitShm.Session.Attached do
  @moduledoc "What a welcome brings: the control table, the lock, and who must hear of it."
  alias SnakepitShm.{Client, Magazine, Memory, Policy, Reader}
  alias SnakepitShm.Memory.Native

  # Not the secret, which must not reach a log.
  @derive {Inspect, only: [:id, :run, :resumed?]}
  defstruct [:id, :secret, :run, :lock, :control, :resumed?, :heartbeat_ms] ++
              [:min_region_bytes, :max_region_bytes]

  @type t :: %__MODULE__{}
  @lock_tries 50
  @lock_try_ms 5

  @doc "Opens the memory of the session, or keeps it where the session was resumed."
  @spec attach(Client.t(), t | nil, struct) :: {:ok, t} | {:error, atom}
  def attach(_client, %{id: id} = attached, %{resumed: true, session: id}),
    do: {:ok, %{attached | resumed?: true}}

  def attach(client, _former, welcome) do
    with {:ok, lock} <- lock(client.memory, welcome.lock),
         %{kind: {:path, path}, size: size} <- welcome.control,
         holder = %{keeper: Process.whereis(Client.process(client, Magazine)), lock: lock},
         {:ok, control} <- Memory.open(client.memory, path, size, :rw, holder) do
      {:ok,
       %__MODULE__{
         id: welcome.session,
         secret: welcome.secret,
         run: welcome.run,
         lock: lock,
         control: control,
         resumed?: false,
         min_region_bytes: welcome.limits.min_region_bytes,
         max_region_bytes: welcome.limits.max_region_bytes,
         heartbeat_ms: max(welcome.limits.heartbeat_interval_ms, 100)
       }}
    else
      {:error, reason} -> {:error, reason}
      _no_path -> {:error, :einval}
    end
  end

  @doc "Tells the rest of the client. Where the session is new, what belonged to the former one is void."
  @spec publish(Client.t(), t, struct) :: :ok
  def publish(client, attached, welcome) do
    unless attached.resumed? do
      :ets.match_delete(client.table, {{:dead, :_}, :_})
      Reader.forget(client)
      Client.put(client, :lock, attached.lock)
      Client.put(client, :session, {attached.id, attached.secret})
    end

    Magazine.notify(client, {:attach, attached})
    if welcome.policy, do: Client.put(client, :policy, Policy.from_wire(welcome.policy))
    Client.put(client, :attached?, true)
    :ok
  end

  defp lock(Memory.File, _attachment), do: {:ok, nil}
  defp lock(_mapping, %{kind: {:path, path}}), do: soon_locked(path, @lock_tries)
  defp lock(_mapping, _no_path), do: {:error, :einval}

  # The sidecar tries the lock for an instant when it wants to know whether its holder lives.
  defp soon_locked(path, tries) do
    case Native.lock(path) do
      {:error, reason} when reason in [:eagain, :ewouldblock, :eintr] and tries > 1 ->
        Process.sleep(@lock_try_ms)
        soon_locked(path, tries - 1)

      locked_or_not ->
        locked_or_not
    end
  end
end
