defmodule SnakepitShm.Memory.File do
  @moduledoc """
  Shared memory through file reads and writes, where the NIF is missing: the same layout, the same
  bytes, one copy more. Each open object is a process that holds the file, so that a killed caller
  cannot leave half a write running unseen.
  """
  @behaviour SnakepitShm.Memory
  use GenServer
  alias SnakepitShm.Memory.Crc32c

  @impl SnakepitShm.Memory
  def maps?, do: false

  @impl SnakepitShm.Memory
  def open(path, size, access, %{keeper: keeper}) do
    case GenServer.start(__MODULE__, {path, size, access, keeper}) do
      {:ok, file} -> {:ok, file}
      {:error, {:shutdown, reason}} -> {:error, reason}
    end
  end

  @impl SnakepitShm.Memory
  def close(file), do: GenServer.cast(file, :close)

  @impl SnakepitShm.Memory
  def load(file, offset), do: file |> words(offset, 1) |> hd()

  @impl SnakepitShm.Memory
  def store(file, offset, value) do
    _ = write(file, offset, <<value::64-little>>)
    :ok
  end

  @impl SnakepitShm.Memory
  def add(file, offset, value) do
    with {:error, _closed} <- call(file, {:add, offset, value}), do: 0
  end

  @impl SnakepitShm.Memory
  def words(file, offset, count) do
    case copy_out(file, offset, 8 * count) do
      # What was closed, because its session has ended, is like a record that was never leased.
      {:error, :closed} -> List.duplicate(0, count)
      bytes -> for <<word::64-little <- bytes>>, do: word
    end
  end

  @impl SnakepitShm.Memory
  def write(file, offset, iodata), do: call(file, {:write, offset, iodata})

  @impl SnakepitShm.Memory
  def view(file, offset, length, control, done_offset) do
    bytes = copy_out(file, offset, length)
    add(control, done_offset, 1)
    bytes
  end

  @impl SnakepitShm.Memory
  def copy_out(_file, _offset, 0), do: ""
  def copy_out(file, offset, length), do: call(file, {:read, offset, length})

  @impl SnakepitShm.Memory
  def checksum(file, offset, length) do
    with bytes when is_binary(bytes) <- copy_out(file, offset, length), do: Crc32c.of(bytes)
  end

  # Calls are answered in order: when this one is, every write before it has ended.
  @impl SnakepitShm.Memory
  def await_idle(file) do
    _ = call(file, :await_idle)
    :ok
  end

  @impl SnakepitShm.Memory
  def pinned_bytes, do: 0

  defp call(file, request) do
    GenServer.call(file, request, :infinity)
  catch
    :exit, _gone -> {:error, :closed}
  end

  @impl GenServer
  def init({path, size, access, keeper}) do
    modes = if access == :rw, do: [:read, :write], else: [:read]
    Process.monitor(keeper)

    with {:ok, %{type: :regular, size: actual}} when actual >= size <- File.stat(path),
         {:ok, file} <- :file.open(path, [:raw, :binary | modes]) do
      {:ok, %{file: file, size: size}}
    else
      {:error, reason} -> {:stop, {:shutdown, reason}}
      {:ok, _shorter_or_no_file} -> {:stop, {:shutdown, :einval}}
    end
  end

  @impl GenServer
  def handle_call({:read, offset, length}, _from, state),
    do: {:reply, read(state, offset, length), state}

  def handle_call({:write, offset, iodata}, _from, state) do
    fits? = offset + IO.iodata_length(iodata) <= state.size

    {:reply, if(fits?, do: :file.pwrite(state.file, offset, iodata), else: {:error, :enospc}),
     state}
  end

  def handle_call({:add, offset, value}, _from, state) do
    <<word::64-little>> = read(state, offset, 8)
    :ok = :file.pwrite(state.file, offset, <<word + value::64-little>>)
    {:reply, word + value, state}
  end

  def handle_call(:await_idle, _from, state), do: {:reply, :ok, state}

  @impl GenServer
  def handle_cast(:close, state), do: {:stop, :normal, state}

  @impl GenServer
  def handle_info({:DOWN, _ref, :process, _keeper, _reason}, state), do: {:stop, :normal, state}
  def handle_info(_other, state), do: {:noreply, state}

  defp read(state, offset, length) when offset + length <= state.size do
    case :file.pread(state.file, offset, length) do
      {:ok, bytes} when byte_size(bytes) == length -> bytes
      {:error, reason} -> {:error, reason}
      _shorter -> {:error, :einval}
    end
  end

  defp read(_state, _offset, _length), do: {:error, :einval}
end
