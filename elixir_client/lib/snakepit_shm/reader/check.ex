defmodule SnakepitShm.Reader.Check do
  @moduledoc """
  The checks of a ref that need nobody else, in the order of the table in `docs/protocol.md`; the first
  that fails names the error.
  """
  import Bitwise
  alias SnakepitShm.{ControlTable, Error, Memory, RefSeal}
  alias SnakepitShm.Proto.Shm.V1.{ShmRef, TypeInfo}

  @largest_id 0x1FFFFFFFFFFFFF
  @counters [:region, :lease, :owner, :n, :generation]

  @doc "`:ref_malformed` unless every field is there and in range and the type decodes."
  @spec fields(ShmRef.t()) :: :ok | {:error, Error.t()}
  def fields(ref) do
    cond do
      not Enum.all?(@counters, &(Map.fetch!(ref, &1) in 1..@largest_id)) -> malformed("an id")
      ref.slot >= ControlTable.slots() -> malformed("the slot")
      ref.expires_at_ms == 0 -> malformed("the expiry")
      ref.token == "" -> malformed("the token")
      byte_size(ref.seal) != 32 -> malformed("the seal")
      not typed?(ref.type) -> malformed("the type")
      true -> :ok
    end
  end

  @doc "Seal, expiry, bounds, lease, addressee and generation."
  @spec against(ShmRef.t(), struct, {pos_integer, binary}, boolean) :: :ok | {:error, Error.t()}
  def against(ref, known, {session, _secret}, owner_dead?) do
    now_ms = System.system_time(:millisecond)

    cond do
      not RefSeal.valid?(ref, known.key) ->
        refuse(:seal_invalid, "the ref was forged or altered")

      ref.expires_at_ms < now_ms ->
        refuse(:ref_expired, "the ref is older than its life")

      ref.offset + ref.length > known.capacity ->
        refuse(:out_of_bounds, "the ref points outside its region")

      owner_dead? ->
        refuse(:stale_lease, "the owner of the region is gone")

      true ->
        in_table(ref, ControlTable.read(known.control, ref.record), known, session)
    end
  end

  @doc "`:stale_generation` where the region was written again after the ref was made."
  @spec generation(ShmRef.t(), struct) :: :ok | {:error, Error.t()}
  def generation(ref, known), do: generation_of(ref, ControlTable.read(known.control, ref.record))

  @doc "`:checksum_mismatch` where the bytes were sealed with a checksum and have another."
  @spec checksum(ShmRef.t(), struct) :: :ok | {:error, Error.t()}
  def checksum(ref, known) do
    case ControlTable.read(known.control, ref.record) do
      %{checksummed?: false} ->
        :ok

      # The checksum is that of all sealed bytes, of which the ref may name a part.
      %{crc32c: sum, length: length} ->
        if Memory.checksum(known.payload, 0, length) == sum,
          do: :ok,
          else: refuse(:checksum_mismatch, "sealed bytes do not have their checksum")
    end
  end

  defp in_table(ref, record, known, session) do
    if record.lease != ref.lease do
      refuse(:stale_lease, "the lease of the ref has ended")
    else
      case ControlTable.read_slot(known.control, ref.record, ref.slot) do
        [^session, addressed, _done] when addressed >= ref.n -> generation_of(ref, record)
        _other -> refuse(:not_addressed, "the ref was made for another session")
      end
    end
  end

  defp generation_of(ref, record) do
    if record.generation == ref.generation and (ref.generation &&& 1) == 0 and
         ref.offset + ref.length <= record.length,
       do: :ok,
       else: refuse(:stale_generation, "the region was written again after the ref was made")
  end

  defp typed?(type) do
    case TypeInfo.decode(type) do
      {:ok, %{format: :ndarray, ndarray: nil}} -> false
      {:ok, %{format: format}} -> format in [:raw, :ndarray, :arrow, :term]
      {:error, _reason} -> false
    end
  end

  defp malformed(what),
    do: refuse(:ref_malformed, "#{what} of the ref is missing or out of range")

  defp refuse(code, message), do: {:error, Error.new(code, message)}
end
