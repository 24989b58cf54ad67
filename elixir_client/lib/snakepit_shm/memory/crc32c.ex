defmodule SnakepitShm.Memory.Crc32c do
  @moduledoc "CRC-32C (Castagnoli) where there is no NIF to compute it."
  import Bitwise

  @polynomial 0x82F63B78

  @table List.to_tuple(
           for byte <- 0..255 do
             Enum.reduce(1..8, byte, fn _bit, value ->
               if (value &&& 1) == 1, do: bxor(value >>> 1, @polynomial), else: value >>> 1
             end)
           end
         )

  @doc "The checksum of a binary."
  @spec of(binary) :: non_neg_integer
  def of(binary), do: bxor(run(binary, 0xFFFFFFFF), 0xFFFFFFFF)

  defp run(<<byte, rest::binary>>, crc),
    do: run(rest, bxor(elem(@table, bxor(crc, byte) &&& 0xFF), crc >>> 8))

  defp run(<<>>, crc), do: crc
end
