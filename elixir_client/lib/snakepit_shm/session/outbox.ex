defmodule SnakepitShm.Session.Outbox do
  @moduledoc """
  What waits to be sent to the sidecar: reports, which are bounded and sent in batches, and frames that
  a detached session keeps until it is resumed.
  """
  alias SnakepitShm.Client
  alias SnakepitShm.Proto.Shm.V1.Reports

  @most_reports 2_000
  @most_frames 10_000

  defstruct reports: [], count: 0, frames: [], kept: 0, timer: nil

  @type t :: %__MODULE__{}

  @doc "An empty one."
  @spec new() :: t
  def new, do: %__MODULE__{}

  @doc "Whether one more report has room; counts it among the dropped otherwise."
  @spec room?(Client.t()) :: boolean
  def room?(client) do
    if :counters.get(client.pending_reports, 1) < @most_reports do
      :counters.add(client.pending_reports, 1, 1)
      true
    else
      :counters.add(client.pending_reports, 2, 1)
      false
    end
  end

  @doc "Adds a report."
  @spec report(t, struct) :: t
  def report(outbox, report),
    do: %{outbox | reports: [report | outbox.reports], count: outbox.count + 1}

  @doc "Takes all reports as one batch, or `nil` where there is nothing to say."
  @spec take_reports(t, Client.t()) :: {Reports.t() | nil, t}
  def take_reports(outbox, client) do
    dropped = :counters.get(client.pending_reports, 2)
    :counters.sub(client.pending_reports, 1, outbox.count)
    :counters.sub(client.pending_reports, 2, dropped)
    batch = %Reports{reports: Enum.reverse(outbox.reports), dropped: dropped}
    {if(outbox.count + dropped > 0, do: batch), %{outbox | reports: [], count: 0}}
  end

  @doc "Keeps a frame for later."
  @spec keep(t, {atom, struct}) :: t
  def keep(%{kept: @most_frames} = outbox, _frame), do: outbox
  def keep(outbox, frame), do: %{outbox | frames: [frame | outbox.frames], kept: outbox.kept + 1}

  @doc "Takes the frames that were kept. They mean nothing to another session."
  @spec take_kept(t, resumed? :: boolean) :: {[{atom, struct}], t}
  def take_kept(outbox, true), do: {Enum.reverse(outbox.frames), %{outbox | frames: [], kept: 0}}
  def take_kept(outbox, false), do: {[], %{outbox | frames: [], kept: 0}}

  @doc "Makes sure that the calling process gets `:flush` soon."
  @spec schedule(t, pos_integer) :: t
  def schedule(%{timer: nil} = outbox, after_ms),
    do: %{outbox | timer: Process.send_after(self(), :flush, after_ms)}

  def schedule(outbox, _after_ms), do: outbox

  @doc "The `:flush` has come."
  @spec flushed(t) :: t
  def flushed(outbox), do: %{outbox | timer: nil}
end
