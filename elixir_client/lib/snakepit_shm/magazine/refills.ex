defmodule SnakepitShm.Magazine.Refills do
  @moduledoc """
  Which capacities are being fetched from the sidecar, and which must wait because the last attempt
  failed, each time longer. One request a capacity runs at a time.
  """
  alias SnakepitShm.Client
  alias SnakepitShm.Magazine.Broker

  @mebibyte 1024 * 1024
  @first_pause_ms 250
  @longest_pause_ms 5_000

  # `pauses` holds the last pause of a capacity until it is fetched again, `paused` those that are not over.
  defstruct running: %{}, paused: %{}, pauses: %{}

  @type t :: %__MODULE__{}

  @doc "Idle regions that should be at hand; of large ones fewer."
  @spec spares(pos_integer) :: pos_integer
  def spares(capacity) when capacity <= @mebibyte, do: 4
  def spares(capacity) when capacity <= 16 * @mebibyte, do: 2
  def spares(_capacity), do: 1

  @doc "Fetches `count` regions in the background, unless that is under way or was refused just now."
  @spec start(t, Client.t(), map, pos_integer, integer) :: t
  def start(refills, _client, _session, _capacity, count) when count <= 0, do: refills

  def start(refills, client, session, capacity, count) do
    if capacity in Map.values(refills.running) or is_map_key(refills.paused, capacity) do
      refills
    else
      task = Broker.lease(client, session, capacity, count)
      %{refills | running: Map.put(refills.running, task, capacity)}
    end
  end

  @doc "Whether a task is one of these."
  defguard is_running(refills, task) when is_map_key(:erlang.map_get(:running, refills), task)

  @doc "A task has ended with these leases. After a failure the calling process gets `{:refill, capacity}` when the pause is over."
  @spec ended(t, reference, leases :: list) :: t
  def ended(refills, task, leases) do
    Process.demonitor(task, [:flush])
    {capacity, running} = Map.pop(refills.running, task)
    refills = %{refills | running: running}

    if leases == [],
      do: pause(refills, capacity),
      else: %{refills | pauses: Map.delete(refills.pauses, capacity)}
  end

  @doc "Whether a capacity was refused just now."
  @spec paused?(t, pos_integer) :: boolean
  def paused?(refills, capacity), do: is_map_key(refills.paused, capacity)

  @doc "The pause of a capacity is over."
  @spec resume(t, pos_integer) :: t
  def resume(refills, capacity), do: %{refills | paused: Map.delete(refills.paused, capacity)}

  defp pause(refills, capacity) do
    last_ms = Map.get(refills.pauses, capacity, 0)
    pause_ms = (2 * last_ms) |> max(@first_pause_ms) |> min(@longest_pause_ms)
    Process.send_after(self(), {:refill, capacity}, pause_ms)
    pauses = Map.put(refills.pauses, capacity, pause_ms)
    %{refills | paused: Map.put(refills.paused, capacity, true), pauses: pauses}
  end
end
