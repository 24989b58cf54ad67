defmodule SnakepitShm.Reader do
  @moduledoc """
  Opens refs: checks them, in the order that `docs/protocol.md` gives, and hands out their bytes.

  All of it runs in the calling process, on tables that the processes of this node share; a lease that
  is met for the first time costs one call to the sidecar. The process behind this module only cleans
  up, and answers for refs that are settled or whose owner died.
  """
  use GenServer
  alias SnakepitShm.{Client, ControlTable, Error, Memory}
  alias SnakepitShm.Proto.Shm.V1.{Settle, ShmRef}
  alias SnakepitShm.Reader.{Accepted, Check, Known, Orphans}

  @sweep_ms 5_000
  # Below this a copy costs less than the care that a view needs.
  @copied_bytes 65_536

  @doc false
  def start_link(client_name),
    do:
      GenServer.start_link(__MODULE__, client_name, name: Client.process(client_name, __MODULE__))

  @doc """
  The bytes of a ref. They are the shared ones, not a copy, where they are large and the budget for pinned
  bytes allows it; the region is released when the binary is garbage.
  """
  @spec open(Client.t(), ShmRef.t(), timeout) ::
          {:ok, binary, warm? :: boolean} | {:error, Error.t()}
  def open(client, %ShmRef{} = ref, timeout \\ :infinity) do
    with {:ok, session} <- session(client),
         :ok <- Check.fields(ref),
         {:ok, known, warm?} <- Known.fetch(client, ref, session, timeout),
         :ok <- Check.against(ref, known, session, Client.dead?(client, ref.owner)),
         :ok <- Accepted.fresh(client.accepted, ref),
         :ok <- Check.checksum(ref, known),
         {:ok, bytes} <- bytes(client, ref, known),
         do: {:ok, bytes, warm?}
  end

  @doc false
  def notify(client, event), do: GenServer.cast(Client.process(client, __MODULE__), event)

  @doc "Whether views would pin more than the budget with `bytes` more."
  @spec over_budget?(Client.t(), non_neg_integer) :: boolean
  def over_budget?(client, bytes),
    do: client.memory.pinned_bytes() + bytes > client.options.pinned_bytes_budget

  defp session(client) do
    case Client.session(client) do
      {id, _secret} = session when id > 0 -> {:ok, session}
      nil -> {:error, Error.new(:sidecar_unavailable, "no session with a sidecar")}
    end
  end

  # The number is taken last: a ref that is refused counts for nothing, and a caller that is killed in a
  # long copy leaves it to `SnakepitShm.Reader.Orphans`.
  defp bytes(client, ref, known) do
    done = ControlTable.done_offset(ref.record, ref.slot)

    if ref.length <= @copied_bytes or over_budget?(client, ref.length) do
      with {:ok, copy} <- copied(ref, known),
           :ok <- Check.generation(ref, known),
           :ok <- Accepted.accept(client.accepted, ref) do
        Memory.add(known.control, done, 1)
        {:ok, copy}
      end
    else
      with :ok <- Accepted.accept(client.accepted, ref),
           do: {:ok, Memory.view(known.payload, ref.offset, ref.length, known.control, done)}
    end
  end

  defp copied(ref, known) do
    with {:error, reason} <- Memory.copy_out(known.payload, ref.offset, ref.length),
         do: {:error, Error.new(:map_failed, "the region cannot be read: #{reason}")},
         else: (copy -> {:ok, copy})
  end

  @doc """
  Another session begins: what the last one knew is of no more use. Views that are out keep their memory.
  To be called before the new session is known to anybody.
  """
  @spec forget(Client.t()) :: :ok
  def forget(client) do
    always = fn _known_or_owner -> true end
    Known.forget(client, always, always)
    :ets.delete_all_objects(client.accepted)
    :ok
  end

  @impl true
  def init(client_name) do
    {:ok, client} = Client.fetch(client_name)
    Process.send_after(self(), :sweep, @sweep_ms)
    {:ok, %{client: client, orphans: %{}}}
  end

  @impl true
  def handle_cast({:settle, %Settle{} = settle}, %{client: client} = state) do
    with {:ok, {session, _secret}} <- session(client),
         true <- settle.slot < ControlTable.slots(),
         {:ok, control} <- Known.control(client, settle),
         %{lease: lease} when lease == settle.lease <- ControlTable.read(control, settle.record),
         [^session, addressed, _] when addressed >= settle.n <-
           ControlTable.read_slot(control, settle.record, settle.slot),
         :ok <- Accepted.accept(client.accepted, settle) do
      Memory.add(control, ControlTable.done_offset(settle.record, settle.slot), 1)
    end

    {:noreply, state}
  end

  # Whatever the dead owner had sent here and nobody opened is counted done, each number once.
  def handle_cast({:peer_died, owner}, %{client: client} = state) do
    with {:ok, {session, _secret}} <- session(client) do
      for known <- Known.of_owner(client, owner),
          {slot, ^session, addressed, _done} <-
            ControlTable.bound_slots(known.control, known.record),
          n <- Accepted.open_numbers(client.accepted, known.lease, slot, addressed),
          :ok == Accepted.accept(client.accepted, %{lease: known.lease, slot: slot, n: n}) do
        Memory.add(known.control, ControlTable.done_offset(known.record, slot), 1)
      end
    end

    {:noreply, state}
  end

  @impl true
  def handle_info(:sweep, state) do
    state = %{state | orphans: Orphans.sweep(state.orphans, state.client)}
    forget_ended(state.client)
    # What it looked at keeps mappings alive until it is garbage.
    :erlang.garbage_collect()
    Process.send_after(self(), :sweep, @sweep_ms)
    {:noreply, state}
  end

  def handle_info(_other, state), do: {:noreply, state}

  defp forget_ended(client) do
    dead? = &Client.dead?(client, &1)

    ended? = fn known ->
      dead?.(known.owner) or
        ControlTable.read(known.control, known.record).lease != known.lease
    end

    # Listed first: a lease that begins meanwhile is not among them.
    leases = Accepted.leases(client.accepted)
    Known.forget(client, ended?, dead?)
    current = Known.current_leases(client)
    for lease <- leases, lease not in current, do: Accepted.forget(client.accepted, lease)
  end
end
