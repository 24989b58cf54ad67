defmodule SnakepitShm.Memory do
  @moduledoc """
  Shared-memory objects in this node: the contract, and the door to its two implementations.

  | | `SnakepitShm.Memory.Nif` | `SnakepitShm.Memory.File` |
  |---|---|---|
  | needs | a C compiler at build time | nothing |
  | an object is | mapped once | a file, read and written |
  | a view is | the shared bytes themselves | a copy, counted done at once |

  Offsets and sizes are bytes. Words are unsigned 64-bit, at offsets that are multiples of 8; they are
  stored with release and loaded with acquire order.
  """
  alias SnakepitShm.Memory

  @typedoc "An open object."
  @opaque t :: {module, term}
  @typedoc "Why an object could not be opened; never the name of one."
  @type reason :: atom

  @callback maps?() :: boolean
  @typedoc """
  What an open object depends on: an object that costs a process ends with `keeper`; a mapping keeps
  `lock`, the flock of its session, from being let go before it.
  """
  @type holder :: %{keeper: pid, lock: term | nil}

  @callback open(Path.t(), pos_integer, :ro | :rw, holder) ::
              {:ok, term} | {:error, reason}
  @callback close(term) :: :ok
  @callback load(term, non_neg_integer) :: non_neg_integer
  @callback store(term, non_neg_integer, non_neg_integer) :: :ok
  @callback add(term, non_neg_integer, pos_integer) :: non_neg_integer
  @callback words(term, non_neg_integer, pos_integer) :: [non_neg_integer]
  @callback write(term, non_neg_integer, iodata) :: :ok | {:error, reason}
  @callback view(term, non_neg_integer, non_neg_integer, term, non_neg_integer) :: binary
  @callback copy_out(term, non_neg_integer, non_neg_integer) :: binary | {:error, reason}
  @callback checksum(term, non_neg_integer, non_neg_integer) :: non_neg_integer | {:error, reason}
  @callback await_idle(term) :: :ok
  @callback pinned_bytes() :: non_neg_integer

  @doc "The implementation for this node: the NIF where it could be loaded, files otherwise."
  @spec implementation() :: module
  def implementation do
    if System.get_env("SNAKEPIT_SHM_NO_NIF") != "1" and Memory.Native.loaded?(),
      do: Memory.Nif,
      else: Memory.File
  end

  @doc "Opens an object that holds at least `size` bytes."
  @spec open(module, Path.t(), pos_integer, :ro | :rw, holder | nil) ::
          {:ok, t} | {:error, reason}
  def open(module, path, size, access, holder \\ nil) do
    holder = holder || %{keeper: self(), lock: nil}
    with {:ok, object} <- module.open(path, size, access, holder), do: {:ok, {module, object}}
  end

  @doc "Lets go of an object. Views of it stay valid."
  @spec close(t) :: :ok
  def close({module, object}), do: module.close(object)

  @doc "The word at `offset`."
  @spec load(t, non_neg_integer) :: non_neg_integer
  def load({module, object}, offset), do: module.load(object, offset)

  @doc "Replaces the word at `offset`."
  @spec store(t, non_neg_integer, non_neg_integer) :: :ok
  def store({module, object}, offset, value), do: module.store(object, offset, value)

  @doc "Adds to the word at `offset` and returns its new value. Callers in this node do not collide."
  @spec add(t, non_neg_integer, pos_integer) :: non_neg_integer
  def add({module, object}, offset, value), do: module.add(object, offset, value)

  @doc "`count` words from `offset` on, loaded first to last."
  @spec words(t, non_neg_integer, pos_integer) :: [non_neg_integer]
  def words({module, object}, offset, count), do: module.words(object, offset, count)

  @doc "Writes all of the bytes, or returns `{:error, :enospc}` and writes none."
  @spec write(t, non_neg_integer, iodata) :: :ok | {:error, reason}
  def write({module, object}, offset, bytes), do: module.write(object, offset, bytes)

  @doc "The bytes as a binary; when it is garbage, the word at `done_offset` of `control` goes up by one."
  @spec view(t, non_neg_integer, non_neg_integer, t, non_neg_integer) :: binary
  def view({module, object}, offset, length, {module, control}, done_offset),
    do: module.view(object, offset, length, control, done_offset)

  @doc "The bytes as a binary of its own."
  @spec copy_out(t, non_neg_integer, non_neg_integer) :: binary | {:error, reason}
  def copy_out({module, object}, offset, length), do: module.copy_out(object, offset, length)

  @doc "CRC-32C of the bytes."
  @spec checksum(t, non_neg_integer, non_neg_integer) :: non_neg_integer | {:error, reason}
  def checksum({module, object}, offset, length), do: module.checksum(object, offset, length)

  @doc """
  Returns when no write into the object is running. Needed only after a writer was killed: the BEAM
  reports the death of a process while a copy that it began still runs.
  """
  @spec await_idle(t) :: :ok
  def await_idle({module, object}), do: module.await_idle(object)
end
