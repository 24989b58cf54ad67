defmodule SnakepitShm.Trace do
  @moduledoc """
  Where a call belongs in a distributed trace (W3C trace context), and what its stages took.

  Times are nanoseconds.
  """
  alias SnakepitShm.Proto.Shm.V1.Stage

  @enforce_keys [:trace_id, :span_id, :parent_span_id, :started_at_ns, :started_ns]
  defstruct @enforce_keys ++ [stages: [], payloads: []]

  @type t :: %__MODULE__{}

  @doc "A span below the one of `traceparent`, or the root of a new trace."
  @spec begin(String.t() | nil) :: t
  def begin(traceparent) do
    <<fresh_trace::binary-16, span_id::binary-8>> = :crypto.strong_rand_bytes(24)
    {trace_id, parent_span_id} = parse(traceparent) || {fresh_trace, ""}

    %__MODULE__{
      trace_id: trace_id,
      span_id: span_id,
      parent_span_id: parent_span_id,
      started_at_ns: System.os_time(:nanosecond),
      started_ns: now_ns()
    }
  end

  @doc "The header that carries the trace on to the worker."
  @spec traceparent(t) :: String.t()
  def traceparent(trace),
    do:
      "00-#{Base.encode16(trace.trace_id, case: :lower)}-#{Base.encode16(trace.span_id, case: :lower)}-01"

  @doc "Runs a stage and notes what it took."
  @spec stage(t, String.t(), (() -> result)) :: {result, t} when result: term
  def stage(trace, name, fun) do
    from_ns = now_ns()
    result = fun.()
    {result, noted(trace, name, from_ns)}
  end

  @doc "Notes a stage that began at `from_ns` and ends now."
  @spec noted(t, String.t(), integer) :: t
  def noted(trace, name, from_ns) do
    stage = %Stage{
      name: name,
      start_ns: from_ns - trace.started_ns,
      duration_ns: now_ns() - from_ns
    }

    %{trace | stages: [stage | trace.stages]}
  end

  @doc "Notes how a payload travelled."
  @spec payload(t, struct) :: t
  def payload(trace, report), do: %{trace | payloads: [report | trace.payloads]}

  @doc "Monotonic time."
  @spec now_ns() :: integer
  def now_ns, do: System.monotonic_time(:nanosecond)

  defp parse(<<"00-", trace::binary-32, "-", span::binary-16, "-", _flags::binary-2>>) do
    with {:ok, trace_id} when trace_id != <<0::128>> <- Base.decode16(trace, case: :lower),
         {:ok, span_id} when span_id != <<0::64>> <- Base.decode16(span, case: :lower),
         do: {trace_id, span_id},
         else: (_invalid -> nil)
  end

  defp parse(_none_or_invalid), do: nil
end
