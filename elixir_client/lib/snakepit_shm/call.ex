defmodule SnakepitShm.Call do
  @moduledoc """
  One call of a tool: arguments out, result in, whichever way the bytes travel.

  Whatever fails on the shared-memory path before the tool runs is repaired within the same call, once:
  the call is sent again all inline. A worker that is gone before anything was sent is replaced by the next
  one. The tool never runs twice.
  """
  alias SnakepitShm.{Client, Deadline, Error, Pinned, Session, Telemetry, Term, Trace, Workers}
  alias SnakepitShm.Call.{Answer, Arguments, Inbound, Outbound}
  alias SnakepitShm.Grpc.Unary
  alias SnakepitShm.Proto.Bridge.{BridgeService, ExecuteToolRequest, ShmCall}
  alias SnakepitShm.Proto.Shm.V1.TransferReport

  @worker_wait_ms 10_000
  # A worker in the directory accepts connections: where none comes so soon, it is gone.
  @connect_wait_ms 1_000
  @most_workers 10
  @pause_ms 20

  @doc "Runs a tool on a ready worker."
  @spec run(Client.t(), String.t(), map | keyword, map) :: {:ok, term} | {:error, Error.t()}
  def run(client, tool, arguments, options) do
    Pinned.collect()
    deadline = Deadline.in_ms(options.timeout || client.options.timeout)

    with {:ok, named} <- Arguments.named(tool, arguments),
         {:ok, tree, parts} <- Term.encode(named),
         call = %{client: client, tool: tool, tree: tree, parts: parts, options: options},
         call = Map.merge(call, %{deadline: deadline, attempt: 0}),
         {:ok, worker} <- pick(call) do
      trace = Trace.begin(options.traceparent)
      Telemetry.call_started(tool, worker, trace)
      {result, call, trace} = on_a_worker(call, worker, trace, @most_workers)
      report(call, trace, result)
      result
    end
  rescue
    # The tables go when the client stops; its callers are told, and do not fall with it.
    error in ArgumentError ->
      if Client.running?(client), do: reraise(error, __STACKTRACE__), else: stopped()
  end

  defp stopped do
    message = "the client was stopped during the call"
    {:error, Error.new(:sidecar_unavailable, message, tool_started: true)}
  end

  defp pick(call) do
    wait_ms = min(Deadline.left_ms(call.deadline), @worker_wait_ms)
    Workers.pick(call.client, call.options.worker, wait_ms)
  end

  defp on_a_worker(call, worker, trace, tries) do
    call = Map.put(call, :worker, worker)
    token = Workers.begin(call.client, worker)

    attempted =
      try do
        attempt(call, trace)
      after
        Workers.done(call.client, worker, token)
      end

    with {{:unsent, error}, trace} <- attempted do
      case tries > 1 && Deadline.left_ms(call.deadline) > @pause_ms && next(call) do
        {:ok, worker} -> on_a_worker(call, worker, %{trace | payloads: []}, tries - 1)
        _no_other -> {{:error, error}, call, trace}
      end
    else
      {result, trace} -> {result, call, trace}
    end
  end

  # The sidecar hears of a worker's end about now.
  defp next(call) do
    Process.sleep(@pause_ms)
    pick(call)
  end

  defp attempt(call, trace) do
    case Outbound.prepare(call, trace) do
      {:ok, outbound, trace} -> attempt(call, outbound, trace)
      {:error, error, trace} -> {{:error, error}, trace}
    end
  end

  defp attempt(call, outbound, trace) do
    {answer, trace} = Trace.stage(trace, "send", fn -> exchange(call, outbound, trace) end)

    case Answer.meaning(answer, outbound.refs?) do
      {:answered, response} ->
        Outbound.finish(call.client, outbound, :delivered)
        Inbound.result(call, response, trace)

      {:refused, error} ->
        Outbound.finish(call.client, outbound, :failed)
        trace = Outbound.refused(trace, error)
        attempt(%{call | attempt: 1}, trace)

      {:unsent, error} ->
        Outbound.finish(call.client, outbound, :failed)
        {{:unsent, error}, trace}

      {:failed, error, delivery} ->
        Outbound.finish(call.client, outbound, delivery)
        {{:error, error}, trace}
    end
  end

  defp exchange(call, outbound, trace) do
    request = %ExecuteToolRequest{
      tool_name: call.tool,
      shm: %ShmCall{
        arguments: call.tree,
        payloads: outbound.payloads,
        caller: caller(call.client),
        result_transfer: result_transfer(call.options),
        attempt: call.attempt
      }
    }

    connection = Workers.connection(call.client, call.worker)
    metadata = [{"traceparent", Trace.traceparent(trace)}]

    Unary.call(connection, BridgeService.execute_tool(), request,
      timeout: Deadline.left_ms(call.deadline),
      connect_wait: @connect_wait_ms,
      metadata: metadata
    )
  end

  # A detached caller could not open what the worker would send.
  defp caller(client) do
    with true <- Client.get(client, :attached?), {id, _secret} <- Client.session(client) do
      id
    else
      _detached -> 0
    end
  end

  defp result_transfer(%{result_transfer: nil, transfer: :inline}), do: :inline
  defp result_transfer(%{result_transfer: nil}), do: :auto
  defp result_transfer(%{result_transfer: choice}), do: choice

  defp report(call, trace, result) do
    report = %TransferReport{
      trace_id: trace.trace_id,
      span_id: trace.span_id,
      parent_span_id: trace.parent_span_id,
      role: :caller,
      tool: call.tool,
      worker: call.worker.id,
      started_at_ns: trace.started_at_ns,
      duration_ns: Trace.now_ns() - trace.started_ns,
      stages: Enum.reverse(trace.stages),
      payloads: Enum.reverse(trace.payloads),
      error_code: with({:error, error} <- result, do: Error.wire_code(error), else: (_ok -> ""))
    }

    Telemetry.call_stopped(report)
    Session.report(call.client, report)
  end
end
