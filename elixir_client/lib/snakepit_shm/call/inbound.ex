defmodule SnakepitShm.Call.Inbound do
  @moduledoc """
  The result of a call on its way in. A ref that cannot be opened is fetched from the worker, so that a
  finished call is never lost.
  """
  alias SnakepitShm.{Array, Client, Deadline, Error, Pinned, Reader, Term, Trace, Workers}
  alias SnakepitShm.Grpc.{Status, Unary}
  alias SnakepitShm.Proto.Shm.V1.{FetchRequest, PayloadReport, TypeInfo, WorkerPayloads}

  @fetch_timeout_ms 60_000

  @doc "The value that the tool returned."
  @spec result(map, struct, Trace.t()) :: {{:ok, term} | {:error, Error.t()}, Trace.t()}
  def result(_call, %{shm: nil}, trace) do
    error =
      Error.new(:version_unsupported, "the worker answers without a typed result",
        tool_started: true
      )

    {{:error, error}, trace}
  end

  def result(call, %{shm: reply}, trace) do
    case parts(reply.payloads, call, trace, []) do
      {:ok, parts, trace} -> {started(Term.decode(reply.result, List.to_tuple(parts))), trace}
      {:error, error, trace} -> {started({:error, error}), trace}
    end
  end

  # The tool has run, whatever became of its result.
  defp started({:error, error}), do: {:error, %{error | tool_started: true}}
  defp started(ok), do: ok

  defp parts([payload | rest], call, trace, parts) do
    with {:ok, bytes, trace} <- bytes(payload.body, call, trace),
         {:ok, type} <- TypeInfo.decode(payload.type),
         {:ok, value} <- typed(type, bytes) do
      parts(rest, call, trace, [value | parts])
    else
      {:error, %Error{} = error} -> {:error, error, trace}
      {:error, message} -> {:error, Error.new(:type_mismatch, "#{message}"), trace}
      {:error, error, trace} -> {:error, error, trace}
    end
  end

  defp parts([], _call, trace, parts), do: {:ok, Enum.reverse(parts), trace}

  defp bytes({:inline, bytes}, _call, trace),
    do: {:ok, bytes, noted(trace, :inline, byte_size(bytes), "", false)}

  defp bytes({:ref, ref}, call, trace) do
    {opened, trace} =
      Trace.stage(trace, "open", fn -> Reader.open(call.client, ref, half_left_ms(call)) end)

    case opened do
      {:ok, bytes, warm?} ->
        Pinned.got(byte_size(bytes))
        {:ok, bytes, noted(trace, :shm, byte_size(bytes), "", warm?)}

      {:error, error} ->
        fetch(ref, error, call, trace)
    end
  end

  defp bytes(nil, _call, trace),
    do: {:error, Error.new(:ref_malformed, "a payload of the reply is empty"), trace}

  # The other half is for fetching the bytes, should the sidecar not answer.
  defp half_left_ms(call) do
    with left_ms when is_integer(left_ms) <- Deadline.left_ms(call.deadline),
         do: div(left_ms, 2)
  end

  defp fetch(ref, reason, call, trace) do
    caller = with({id, _secret} <- Client.session(call.client), do: id) || 0
    request = %FetchRequest{ref: ref, caller: caller}
    connection = Workers.connection(call.client, call.worker)

    {fetched, trace} =
      Trace.stage(trace, "result", fn ->
        timeout = min(Deadline.left_ms(call.deadline), @fetch_timeout_ms)
        Unary.call(connection, WorkerPayloads.fetch(), request, timeout: timeout)
      end)

    case fetched do
      {:ok, %{data: bytes}} ->
        {:ok, bytes, noted(trace, :inline, byte_size(bytes), Error.wire_code(reason), false)}

      {:error, status} ->
        cause = Exception.message(Status.to_error(status, :worker))

        {:error, %{reason | message: "#{reason.message}; nor could it be fetched: #{cause}"},
         trace}
    end
  end

  defp typed(%{format: :ndarray, ndarray: %{} = info}, bytes), do: Array.from_wire(info, bytes)
  defp typed(%{format: format}, bytes) when format in [:raw, :arrow], do: {:ok, bytes}

  defp typed(%{format: :term}, bytes) do
    with {:ok, tree} <- SnakepitShm.Proto.Shm.V1.Term.decode(bytes), do: Term.decode(tree, {})
  end

  defp typed(%{format: format}, _bytes),
    do: {:error, "a payload of unknown format #{inspect(format)}"}

  defp noted(trace, method, bytes, detail, warm?) do
    Trace.payload(trace, %PayloadReport{
      direction: :response,
      method: method,
      reason: if(detail == "", do: :unspecified, else: :ref_refused),
      bytes: bytes,
      warm: warm?,
      detail: detail
    })
  end
end
