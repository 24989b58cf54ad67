defmodule SnakepitShm.Telemetry do
  @moduledoc """
  Events for `:telemetry`, where it is loaded.

  | event | measurements | metadata |
  |---|---|---|
  | `[:snakepit_shm, :call, :start]` | `system_time` | `tool`, `worker`, `trace_id` |
  | `[:snakepit_shm, :call, :stop]` | `duration` (native), `request_bytes`, `response_bytes` | `tool`, `worker`, `trace_id`, `payloads`, `error_code` |

  `payloads` lists how each large part travelled: a map with `direction`, `method`, `reason`, `bytes`,
  `warm` and `detail`, the code of the error behind a fallback. `error_code` is `nil` where the call
  succeeded.
  """
  @compile {:no_warn_undefined, :telemetry}

  @doc false
  def call_started(tool, worker, trace) do
    execute([:snakepit_shm, :call, :start], %{system_time: System.system_time()}, %{
      tool: tool,
      worker: worker.id,
      trace_id: trace.trace_id
    })
  end

  @doc false
  def call_stopped(report) do
    execute(
      [:snakepit_shm, :call, :stop],
      %{
        duration: System.convert_time_unit(report.duration_ns, :nanosecond, :native),
        request_bytes: bytes(report, :request),
        response_bytes: bytes(report, :response)
      },
      %{
        tool: report.tool,
        worker: report.worker,
        trace_id: report.trace_id,
        error_code:
          if(report.error_code != "", do: SnakepitShm.Error.from_wire(report.error_code)),
        payloads:
          Enum.map(
            report.payloads,
            &Map.take(&1, [:direction, :method, :reason, :bytes, :warm, :detail])
          )
      }
    )
  end

  defp bytes(report, direction) do
    for %{direction: ^direction, bytes: bytes} <- report.payloads,
        reduce: 0,
        do: (sum -> sum + bytes)
  end

  defp execute(event, measurements, metadata) do
    if function_exported?(:telemetry, :execute, 3),
      do: :telemetry.execute(event, measurements, metadata),
      else: :ok
  end
end
