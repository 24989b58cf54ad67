defmodule SnakepitShm.RefSeal do
  @moduledoc """
  The seal of a ref: HMAC-SHA256 with the key of its lease over a fixed layout, so that a forged or
  altered ref is noticed in microseconds.
  """
  alias SnakepitShm.Proto.Shm.V1.ShmRef

  @magic "SPSHMRF1"

  @doc "The 32 bytes that belong into `ref.seal`."
  @spec of(ShmRef.t(), <<_::256>>) :: <<_::256>>
  def of(ref, key), do: :crypto.mac(:hmac, :sha256, key, input(ref))

  @doc "Whether the seal of a ref is right, compared in constant time."
  @spec valid?(ShmRef.t(), <<_::256>>) :: boolean
  def valid?(ref, key), do: :crypto.hash_equals(of(ref, key), ref.seal)

  @doc "What is sealed."
  @spec input(ShmRef.t()) :: binary
  def input(ref) do
    <<@magic, ref.region::64-little, ref.lease::64-little, ref.owner::64-little, ref.n::64-little,
      ref.generation::64-little, ref.offset::64-little, ref.length::64-little,
      ref.expires_at_ms::64-little, ref.record::32-little, ref.slot::32-little,
      byte_size(ref.type)::32-little, ref.type::binary>>
  end
end
