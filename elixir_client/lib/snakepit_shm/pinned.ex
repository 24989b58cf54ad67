defmodule SnakepitShm.Pinned do
  @moduledoc """
  Views that a process got are released when it collects its garbage, which an idle process may not do
  for long: to the BEAM a view of 100 MB is a hundred bytes. So a process that got large views since the
  last time collects before its next call, and the worker finds its regions free.
  """
  @key {__MODULE__, :bytes}
  @threshold_bytes 1_048_576

  @doc "Notes that the calling process got a view."
  @spec got(non_neg_integer) :: :ok
  def got(bytes) do
    Process.put(@key, Process.get(@key, 0) + bytes)
    :ok
  end

  @doc "Collects garbage if the calling process got large views since it last did."
  @spec collect() :: :ok
  def collect do
    if Process.get(@key, 0) >= @threshold_bytes do
      Process.put(@key, 0)
      :erlang.garbage_collect()
    end

    :ok
  end
end
