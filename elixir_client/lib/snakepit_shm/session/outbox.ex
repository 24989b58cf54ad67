defmodule SnakepitShm.Session.Outbox do
  @moduledoc """
  What waits to be sent to the sidecar: reports, which are bounded and sent in batches, and frames that
  a detached session keeps until it is resumed.
  """
  alias SnakepitShm.Client
  alias SnakepitShm.Proto.Shm.V1.Reports
  alias SnakepitShm.Session.Stream

  @most_reports 2_000
  @most_frames 10_000
  @flush_ms 100

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

  @doc "Adds a report; the calling process gets `:flush` soon."
  @spec report(t, struct) :: t
  def report(outbox, report),
    do: schedule(%{outbox | reports: [report | outbox.reports], count: outbox.count + 1})

  @doc "The `:flush` has come: sends all reports as one batch, if there is a stream to send it on."
  @spec flush(t, Stream.t() | nil, Client.t()) :: t
  def flush(outbox, nil, _client), do: %{outbox | timer: nil}

  def flush(outbox, stream, client) do
    dropped = :counters.get(client.pending_reports, 2)
    :counters.sub(client.pending_reports, 1, outbox.count)
    :counters.sub(client.pending_reports, 2, dropped)
    batch = %Reports{reports: Enum.reverse(outbox.reports), dropped: dropped}
    if outbox.count + dropped > 0, do: Stream.send(stream, {:reports, batch})
    %{outbox | reports: [], count: 0, timer: nil}
  end

  @doc "Keeps a frame for later."
  @spec keep(t, {atom, struct}) :: t
  def keep(%{kept: @most_frames} = outbox, _frame), do: outbox
  def keep(outbox, frame), do: %{outbox | frames: [frame | outbox.frames], kept: outbox.kept + 1}

  @doc "There is a stream: sends what was kept, unless it meant another session."
  @spec attached(t, Stream.t(), resumed? :: boolean) :: t
  def attached(outbox, stream, resumed?) do
    if resumed?, do: outbox.frames |> Enum.reverse() |> Enum.each(&Stream.send(stream, &1))
    schedule(%{outbox | frames: [], kept: 0})
  end

  defp schedule(%{timer: nil} = outbox),
    do: %{outbox | timer: Process.send_after(self(), :flush, @flush_ms)}

  defp schedule(outbox), do: outbox
end
