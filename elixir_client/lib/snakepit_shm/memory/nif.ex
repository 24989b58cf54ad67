defmodule SnakepitShm.Memory.Nif do
  @moduledoc """
  Shared memory mapped into this node. Reading costs nothing, whatever the size: a view is a binary
  whose bytes are the region's. The mapping is undone when the last term that needs it is garbage,
  and only then may the session's lock go, which tells the others that somebody may still look.
  """
  @behaviour SnakepitShm.Memory
  alias SnakepitShm.Memory.Native

  @impl true
  def maps?, do: true

  @impl true
  def open(path, size, access, holder), do: Native.map(path, size, access, holder.lock)

  @impl true
  def close(_mapping), do: :ok

  @impl true
  defdelegate load(mapping, offset), to: Native

  @impl true
  defdelegate store(mapping, offset, value), to: Native

  @impl true
  defdelegate add(mapping, offset, value), to: Native

  @impl true
  defdelegate words(mapping, offset, count), to: Native

  @impl true
  def write(mapping, offset, binary) when is_binary(binary),
    do: Native.write_list(mapping, offset, [binary])

  # Joins only what is small; large binaries in the list stay where they are.
  def write(mapping, offset, iodata),
    do: Native.write_list(mapping, offset, :erlang.iolist_to_iovec(iodata))

  @impl true
  defdelegate view(mapping, offset, length, control, done_offset), to: Native

  @impl true
  defdelegate copy_out(mapping, offset, length), to: Native

  @impl true
  defdelegate checksum(mapping, offset, length), to: Native

  @impl true
  def await_idle(mapping) do
    unless Native.idle(mapping) do
      Process.sleep(1)
      await_idle(mapping)
    end

    :ok
  end

  @impl true
  defdelegate pinned_bytes(), to: Native, as: :pinned
end
