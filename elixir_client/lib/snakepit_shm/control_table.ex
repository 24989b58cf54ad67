defmodule SnakepitShm.ControlTable do
  @moduledoc """
  Where the words of a control table are: the small shared object in which an owner and its readers
  count. `docs/protocol.md` draws it.

       header, 64 bytes                        record i, 320 bytes, at 64 + 320 * i
        0  magic    "SPSHMCT1"                   0  lease       u64  S
        8  version  u32 = 1                      8  generation  u64  O   odd: being written, even: sealed
       12  record   u32 = 320                   16  capacity    u64  S
       16  records  u32                         24  length      u64  O   bytes that are sealed
       20  slots    u32 = 8                     32  crc32c      u32  O
       24  owner    u64                         36  flags       u32  O
                                                64  slot j, 32 bytes, at 64 + 32 * j:
                                                    reader u64 O, addressed u64 O, done u64 R
  """
  import Bitwise
  alias SnakepitShm.Memory

  <<magic::64-little>> = "SPSHMCT1"
  @magic magic
  @header 64
  @record 320
  @slots 8

  @typedoc "The words of a record that the owner and the sidecar write."
  @type sealed :: %{
          lease: non_neg_integer,
          generation: non_neg_integer,
          capacity: non_neg_integer,
          length: non_neg_integer,
          crc32c: non_neg_integer,
          checksummed?: boolean
        }
  @typedoc "A slot: its number, the session that reads, and how far both sides have counted."
  @type slot :: {0..7, non_neg_integer, non_neg_integer, non_neg_integer}

  @doc "Slots in a record."
  @spec slots() :: pos_integer
  def slots, do: @slots

  @doc "The owner of the table and its number of records, or `:error` where this is no control table."
  @spec header(Memory.t()) :: {:ok, owner :: pos_integer, records :: pos_integer} | :error
  def header(table) do
    case Memory.words(table, 0, 4) do
      [@magic, version, counts, owner]
      when version == (@record <<< 32 ||| 1) and counts >>> 32 == @slots ->
        {:ok, owner, counts &&& 0xFFFFFFFF}

      _other ->
        :error
    end
  end

  @doc "Bytes of a table with that many records."
  @spec size(pos_integer) :: pos_integer
  def size(records), do: @header + @record * records

  @doc "Reads what is sealed in a record."
  @spec read(Memory.t(), non_neg_integer) :: sealed
  def read(table, record) do
    [lease, generation, capacity, length, sums] = Memory.words(table, at(record), 5)

    %{
      lease: lease,
      generation: generation,
      capacity: capacity,
      length: length,
      crc32c: sums &&& 0xFFFFFFFF,
      checksummed?: (sums >>> 32 &&& 1) == 1
    }
  end

  @doc "The slots of a record that are bound to a reader."
  @spec bound_slots(Memory.t(), non_neg_integer) :: [slot]
  def bound_slots(table, record),
    do: table |> Memory.words(at(record) + 64, 4 * @slots) |> bound(0)

  defp bound([0 | _unbound_from_here], _slot), do: []
  defp bound([], _slot), do: []

  defp bound([reader, addressed, done, _zero | rest], slot),
    do: [{slot, reader, addressed, done} | bound(rest, slot + 1)]

  @doc "The reader of a slot, what was addressed to it, and what it is done with."
  @spec read_slot(Memory.t(), non_neg_integer, 0..7) :: [non_neg_integer]
  def read_slot(table, record, slot), do: Memory.words(table, at(record, slot), 3)

  @doc "Begins writing: the generation becomes odd, one that no writer had before. Returns it."
  @spec begin_write(Memory.t(), non_neg_integer) :: pos_integer
  def begin_write(table, record) do
    generation = Memory.load(table, at(record) + 8) + 1 ||| 1
    Memory.store(table, at(record) + 8, generation)
    generation
  end

  @doc "Ends writing that came to nothing: no bytes are sealed."
  @spec abandon(Memory.t(), non_neg_integer, odd :: pos_integer) :: :ok
  def abandon(table, record, odd_generation) do
    if Memory.load(table, at(record) + 8) == odd_generation,
      do: seal(table, record, odd_generation, 0, nil)

    :ok
  end

  @doc "Ends writing: stores length and checksum, then the even generation, which it returns."
  @spec seal(Memory.t(), non_neg_integer, odd :: pos_integer, non_neg_integer, integer | nil) ::
          pos_integer
  def seal(table, record, odd_generation, length, crc32c) do
    Memory.store(table, at(record) + 24, length)
    Memory.store(table, at(record) + 32, if(crc32c, do: 1 <<< 32 ||| crc32c, else: 0))
    Memory.store(table, at(record) + 8, odd_generation + 1)
    odd_generation + 1
  end

  @doc "Binds a slot to a reader, once a lease."
  @spec bind(Memory.t(), non_neg_integer, 0..7, pos_integer) :: :ok
  def bind(table, record, slot, reader), do: Memory.store(table, at(record, slot), reader)

  @doc "Says that a ref with this number is about to leave."
  @spec address(Memory.t(), non_neg_integer, 0..7, pos_integer) :: :ok
  def address(table, record, slot, n), do: Memory.store(table, at(record, slot) + 8, n)

  @doc "Where a reader counts what it is done with."
  @spec done_offset(non_neg_integer, 0..7) :: non_neg_integer
  def done_offset(record, slot), do: at(record, slot) + 16

  defp at(record), do: @header + @record * record
  defp at(record, slot), do: at(record) + 64 + 32 * slot
end
