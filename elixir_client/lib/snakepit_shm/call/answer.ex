defmodule SnakepitShm.Call.Answer do
  @moduledoc "What a worker's answer, or the lack of one, means for a call and for the refs that it sent."
  alias SnakepitShm.Error
  alias SnakepitShm.Grpc.Status

  # After these another attempt would fail the same way.
  @final ~w(tool_not_found invalid_argument inline_too_large worker_unavailable deadline_exceeded)a
  @deadline_exceeded 4

  @typedoc """
  `:refused`: before the tool ran, and without refs it may be taken. `:unsent`: another worker may have it.
  Of a failed call the refs are `:delivered`, which the worker releases itself, or to be settled.
  """
  @type t ::
          {:answered, struct}
          | {:refused, Error.t()}
          | {:unsent, Error.t()}
          | {:failed, Error.t(), :delivered | :failed}

  @doc "The meaning of what `SnakepitShm.Grpc.Unary.call/4` returned for a call that sent refs or did not."
  @spec meaning({:ok, struct} | {:error, Status.t()}, boolean) :: t
  def meaning({:ok, %{success: true} = response}, _refs?), do: {:answered, response}

  def meaning({:ok, %{shm: %{error: %{} = error}}}, refs?) do
    error = tool_error(error)

    cond do
      error.tool_started -> {:failed, error, :delivered}
      refs? and error.code not in @final -> {:refused, error}
      true -> {:failed, error, :failed}
    end
  end

  def meaning({:ok, response}, _refs?) do
    message =
      if response.error_message == "",
        do: "the worker says only that it failed",
        else: response.error_message

    {:failed, Error.new(:tool_failed, message, tool_started: true), :delivered}
  end

  def meaning({:error, %{sent?: false, code: code} = status}, _refs?)
      when code != @deadline_exceeded,
      do: {:unsent, Status.to_error(status, :worker)}

  def meaning({:error, status}, _refs?), do: {:failed, Status.to_error(status, :worker), :failed}

  defp tool_error(error) do
    Error.new(Error.from_wire(error.code), error.message,
      exception: presence(error.exception),
      traceback: presence(error.traceback),
      tool_started: error.tool_started
    )
  end

  defp presence(""), do: nil
  defp presence(text), do: text
end
