defmodule SnakepitShm.Magazine.Loan do
  @moduledoc """
  A region that one process may write. `generation` is the odd one that the loan began with: no other loan
  of the lease has it. `slot` and `n` number the ref that `reader` is going to get, if it is known who
  that is.
  """
  alias SnakepitShm.{ControlTable, Lease, Memory}

  @enforce_keys [:lease, :generation]
  defstruct [:lease, :generation, :reader, :slot, :n]

  @type t :: %__MODULE__{
          lease: Lease.t(),
          generation: pos_integer,
          reader: pos_integer | nil,
          slot: 0..7 | nil,
          n: pos_integer | nil
        }

  @doc "Opens a region for writing: its generation becomes odd."
  @spec begin(Lease.t(), pos_integer | nil, 0..7 | nil, pos_integer | nil) :: t
  def begin(lease, reader, slot, n) do
    generation = ControlTable.begin_write(lease.control, lease.record)
    %__MODULE__{lease: lease, generation: generation, reader: reader, slot: slot, n: n}
  end

  @doc "Which loan of which lease this is."
  @spec id(t) :: {lease :: pos_integer, generation :: pos_integer}
  def id(loan), do: {loan.lease.lease, loan.generation}

  @doc "Whether the region is still being written for this loan: neither sealed nor given back."
  @spec open?(t) :: boolean
  def open?(loan),
    do: ControlTable.read(loan.lease.control, loan.lease.record).generation == loan.generation

  @doc "Writes bytes into the region; `{:error, :enospc}` where they do not fit."
  @spec write(t, non_neg_integer, iodata) :: :ok | {:error, atom}
  def write(loan, offset, bytes), do: Memory.write(loan.lease.payload, offset, bytes)

  @doc "Seals the first `length` bytes and makes the ref for the loan's reader, which may now be sent."
  @spec seal_for_reader(t, non_neg_integer, binary, boolean) ::
          {:ok, struct} | {:error, atom}
  def seal_for_reader(loan, length, type, checksum?) do
    with {:ok, generation} <- Lease.seal(loan.lease, loan.generation, length, checksum?) do
      ControlTable.address(loan.lease.control, loan.lease.record, loan.slot, loan.n)
      sealed = [generation: generation, length: length, type: type]
      {:ok, Lease.ref(loan.lease, {loan.slot, loan.n}, sealed)}
    end
  end
end
