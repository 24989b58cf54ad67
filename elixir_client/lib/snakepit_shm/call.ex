defmodule SnakepitShm.Call do
  @moduledoc """
  One call of a tool: arguments out, result in, whichever way the bytes travel.

  Whatever fails on the shared-memory path before the tool runs is repaired within the same call, once:
  the call is sent again all inline. The tool never runs twice.
  """
  alias SnakepitShm.{Client, Error, Pinned, Session, Telemetry, Term, Trace, Workers}
  alias SnakepitShm.Call.{Inbound, Outbound}
  alias SnakepitShm.Grpc.{Status, Unary}
  alias SnakepitShm.Proto.Bridge.{BridgeService, ExecuteToolRequest, ShmCall}
  alias SnakepitShm.Proto.Shm.V1.TransferReport

  # After these another attempt would fail the same way.
  @final ~w(tool_not_found invalid_argument inline_too_large worker_unavailable deadline_exceeded)a
  @worker_wait_ms 10_000

  @doc "Runs a tool on a ready worker."
  @spec run(Client.t(), String.t(), map | keyword, map) :: {:ok, term} | {:error, Error.t()}
  def run(client, tool, arguments, options) do
    Pinned.collect()
    timeout = options.timeout || client.options.timeout
    deadline_at_ms = if timeout == :infinity, do: :infinity, else: now_ms() + timeout

    with {:ok, tree, parts} <- Term.encode(named(arguments)),
         {:ok, worker} <- Workers.pick(client, options.worker, min(timeout, @worker_wait_ms)) do
      trace = Trace.begin(options.traceparent)
      call = %{client: client, tool: tool, tree: tree, parts: parts, worker: worker}
      call = Map.merge(call, %{options: options, deadline_at_ms: deadline_at_ms, attempt: 0})
      Telemetry.call_started(tool, worker, trace)
      token = Workers.begin(client, worker)
      {result, trace} = attempt(call, trace)
      Workers.done(client, worker, token)
      report(call, trace, result)
      result
    end
  end

  defp named(arguments) when is_list(arguments),
    do: Map.new(arguments, fn {key, value} -> {to_string(key), value} end)

  defp named(arguments), do: Map.new(arguments, fn {key, value} -> {name(key), value} end)

  defp name(key) when is_atom(key), do: Atom.to_string(key)
  defp name(key), do: key

  defp attempt(call, trace) do
    {outbound, trace} = Outbound.prepare(call, trace)
    {answer, trace} = Trace.stage(trace, "send", fn -> exchange(call, outbound, trace) end)

    case outcome(answer, outbound) do
      {:answered, response} ->
        Outbound.finish(call.client, outbound, :delivered)
        Inbound.result(call, response, trace)

      {:refused, error} ->
        Outbound.finish(call.client, outbound, :failed)
        trace = Outbound.refused(trace, error)
        attempt(%{call | attempt: 1}, trace)

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

    case remaining_ms(call.deadline_at_ms) do
      0 ->
        {:error, Status.deadline_exceeded()}

      timeout ->
        Unary.call(connection, BridgeService.execute_tool(), request,
          timeout: timeout,
          metadata: metadata
        )
    end
  end

  # What the answer means for the refs that were sent: `:delivered` ones the worker releases itself.
  defp outcome({:ok, %{success: true} = response}, _outbound), do: {:answered, response}

  defp outcome({:ok, %{shm: %{error: %{} = error}}}, outbound) do
    error = tool_error(error)

    cond do
      error.tool_started -> {:failed, error, :delivered}
      outbound.refs? and error.code not in @final -> {:refused, error}
      true -> {:failed, error, :failed}
    end
  end

  defp outcome({:ok, response}, _outbound) do
    message =
      if response.error_message == "",
        do: "the worker says only that it failed",
        else: response.error_message

    {:failed, Error.new(:tool_failed, message, tool_started: true), :delivered}
  end

  defp outcome({:error, status}, _outbound),
    do: {:failed, Status.to_error(status, :worker), :failed}

  defp tool_error(error) do
    Error.new(Error.from_wire(error.code), error.message,
      exception: presence(error.exception),
      traceback: presence(error.traceback),
      tool_started: error.tool_started
    )
  end

  defp presence(""), do: nil
  defp presence(text), do: text

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

  defp remaining_ms(:infinity), do: :infinity
  defp remaining_ms(at_ms), do: max(at_ms - now_ms(), 0)

  defp now_ms, do: System.monotonic_time(:millisecond)
end
