defmodule SnakepitShm.Deadline do
  @moduledoc "When a call must be over: monotonic milliseconds, or `:infinity`."

  @type t :: integer | :infinity

  @doc "The deadline of a call that begins now."
  @spec in_ms(timeout) :: t
  def in_ms(:infinity), do: :infinity
  def in_ms(timeout_ms), do: now_ms() + timeout_ms

  @doc "Milliseconds that are left, at least 0."
  @spec left_ms(t) :: timeout
  def left_ms(:infinity), do: :infinity
  def left_ms(at_ms), do: max(at_ms - now_ms(), 0)

  defp now_ms, do: System.monotonic_time(:millisecond)
end
