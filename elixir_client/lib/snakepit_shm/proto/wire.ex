defmodule SnakepitShm.Proto.Wire do
  @moduledoc """
  The ground that protobuf stands on: variable-length integers, field keys, and text that is UTF-8.

  Reading is strict and throws `{:malformed, reason}`, which `SnakepitShm.Proto.Message` turns into
  `{:error, reason}`. Nothing else may leave a decoder.
  """
  import Bitwise

  @typedoc "Why bytes are not a message."
  @type reason ::
          :truncated
          | :bad_varint
          | :bad_field_number
          | :wrong_wire_type
          | :bad_wire_type
          | :bad_utf8
          | :too_deep

  @max_uint64 0xFFFFFFFFFFFFFFFF
  @max_field_number 0x1FFFFFFF
  # Seven bytes at a time: their sign bits fit an integer that the BEAM need not put on the heap.
  @sign_bits 0x80808080808080

  @doc "Gives up decoding."
  @spec malformed(reason) :: no_return
  def malformed(reason), do: throw({:malformed, reason})

  @doc "Writes an unsigned integer below 2^64."
  @spec varint(non_neg_integer) :: iodata | byte
  def varint(value) when value < 0x80, do: value
  def varint(value) when value <= @max_uint64, do: bytes(value)

  defp bytes(value) when value < 0x80, do: [value]
  defp bytes(value), do: [(value &&& 0x7F) ||| 0x80 | bytes(value >>> 7)]

  @doc "Reads an unsigned integer below 2^64."
  @spec read_varint(binary) :: {non_neg_integer, binary}
  def read_varint(<<0::1, value::7, rest::binary>>), do: {value, rest}

  def read_varint(<<1::1, low::7, 0::1, high::7, rest::binary>>),
    do: {high <<< 7 ||| low, rest}

  def read_varint(binary), do: read_varint(binary, 0, 0)

  defp read_varint(<<0::1, value::7, rest::binary>>, shift, sum) when shift <= 63 do
    sum = sum ||| value <<< shift
    if sum > @max_uint64, do: malformed(:bad_varint), else: {sum, rest}
  end

  defp read_varint(<<1::1, value::7, rest::binary>>, shift, sum) when shift < 63,
    do: read_varint(rest, shift + 7, sum ||| value <<< shift)

  defp read_varint(<<>>, _shift, _sum), do: malformed(:truncated)
  defp read_varint(_binary, _shift, _sum), do: malformed(:bad_varint)

  @doc "Reads the number and the wire type of the next field."
  @spec read_key(binary) :: {pos_integer, 0..7, binary}
  def read_key(binary) do
    {key, rest} = read_varint(binary)
    number = key >>> 3
    if number < 1 or number > @max_field_number, do: malformed(:bad_field_number)
    {number, key &&& 7, rest}
  end

  @doc "Reads a length and that many bytes, without copying them."
  @spec read_bytes(binary) :: {binary, binary}
  def read_bytes(binary) do
    {length, rest} = read_varint(binary)

    case rest do
      <<bytes::binary-size(length), rest::binary>> -> {bytes, rest}
      _shorter -> malformed(:truncated)
    end
  end

  @doc "Passes over a field that this version does not know."
  @spec skip(pos_integer, 0..7, binary, non_neg_integer) :: binary
  def skip(_number, 0, binary, _depth), do: binary |> read_varint() |> elem(1)
  def skip(_number, 1, <<_::64, rest::binary>>, _depth), do: rest
  def skip(_number, 2, binary, _depth), do: binary |> read_bytes() |> elem(1)
  def skip(_number, 5, <<_::32, rest::binary>>, _depth), do: rest
  def skip(_number, 3, _binary, 0), do: malformed(:too_deep)
  def skip(number, 3, binary, depth), do: skip_group(number, binary, depth - 1)
  def skip(_number, wire, _binary, _depth) when wire in [1, 5], do: malformed(:truncated)
  def skip(_number, _wire, _binary, _depth), do: malformed(:bad_wire_type)

  defp skip_group(group, binary, depth) do
    case read_key(binary) do
      {^group, 4, rest} -> rest
      {number, wire, rest} -> skip_group(group, skip(number, wire, rest, depth), depth)
    end
  end

  @doc "Whether the bytes are UTF-8. Faster than `String.valid?/1` where they are mostly ASCII."
  @spec utf8?(binary) :: boolean
  def utf8?(<<word::56, rest::binary>>) when (word &&& @sign_bits) == 0, do: utf8?(rest)
  def utf8?(<<byte, rest::binary>>) when byte < 0x80, do: utf8?(rest)
  def utf8?(<<_point::utf8, rest::binary>>), do: utf8?(rest)
  def utf8?(<<>>), do: true
  def utf8?(_binary), do: false
end
