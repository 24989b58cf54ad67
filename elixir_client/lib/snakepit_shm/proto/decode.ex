defmodule SnakepitShm.Proto.Decode do
  @moduledoc """
  Reads the fields of protobuf messages. Bytes and strings are parts of the binary, not copies.

  Strict: what is cut short, has the wrong wire type or claims to be text and is not, is malformed.
  """
  import Bitwise
  alias SnakepitShm.Proto.{Encode, Wire}

  # As deep as the protobuf runtimes of other languages go.
  @max_depth 100

  @doc "Decodes a whole message of `module`."
  @spec run(module, binary) :: {:ok, struct} | {:error, Wire.reason()}
  def run(module, binary) do
    {:ok, message(binary, module.__struct__(), module, @max_depth)}
  catch
    {:malformed, reason} -> {:error, reason}
  end

  @doc "Reads fields into a struct until the binary ends."
  @spec message(binary, struct, module, non_neg_integer) :: struct
  def message(_binary, _struct, _module, 0), do: Wire.malformed(:too_deep)

  def message(binary, struct, module, depth),
    do: binary |> fields(module.__reverse__(struct), module, depth) |> module.__reverse__()

  defp fields(<<>>, struct, _module, _depth), do: struct

  defp fields(binary, struct, module, depth) do
    {number, wire, rest} = Wire.read_key(binary)
    {struct, rest} = module.__field__(number, wire, rest, struct, depth)
    fields(rest, struct, module, depth)
  end

  @doc "Reads one value of a type. A message is merged into the one that is already there."
  @spec value(term, 0..7, binary, term, non_neg_integer) :: {term, binary}
  def value({:message, module}, 2, binary, current, depth) do
    {bytes, rest} = Wire.read_bytes(binary)
    {message(bytes, current || module.__struct__(), module, depth - 1), rest}
  end

  def value({:repeated, type}, 2, binary, list, depth) do
    if Encode.packed?(type) do
      {bytes, rest} = Wire.read_bytes(binary)
      {unpack(type, bytes, list), rest}
    else
      {value, rest} = value(type, 2, binary, nil, depth)
      {[value | list], rest}
    end
  end

  def value({:repeated, type}, wire, binary, list, depth) do
    {value, rest} = value(type, wire, binary, nil, depth)
    {[value | list], rest}
  end

  def value({:map, key_type, value_type}, 2, binary, map, depth) do
    {bytes, rest} = Wire.read_bytes(binary)

    {key, value} =
      entry(bytes, default(key_type), default(value_type), key_type, value_type, depth - 1)

    {Map.put(map, key, value), rest}
  end

  def value(type, wire, binary, _current, _depth) do
    if wire != Encode.wire_type(type), do: Wire.malformed(:wrong_wire_type)
    scalar(type, binary)
  end

  @doc "What a field holds that was never written."
  @spec default(term) :: term
  def default({:message, _module}), do: nil
  def default({:repeated, _type}), do: []
  def default({:map, _key, _value}), do: %{}
  def default({:oneof, _members}), do: nil
  def default({:enum, module}), do: Code.ensure_compiled!(module).from_integer(0)
  def default(:bool), do: false
  def default(:double), do: 0.0
  def default(type) when type in [:string, :bytes], do: ""
  def default(_integer), do: 0

  defp entry(_bytes, _key, _value, _key_type, _value_type, 0), do: Wire.malformed(:too_deep)

  defp entry(<<>>, key, value, _key_type, {:message, module}, _),
    do: {key, value || module.__struct__()}

  defp entry(<<>>, key, value, _key_type, _value_type, _depth), do: {key, value}

  defp entry(bytes, key, value, key_type, value_type, depth) do
    case Wire.read_key(bytes) do
      {1, wire, rest} ->
        {key, rest} = value(key_type, wire, rest, nil, depth)
        entry(rest, key, value, key_type, value_type, depth)

      {2, wire, rest} ->
        {value, rest} = value(value_type, wire, rest, value, depth)
        entry(rest, key, value, key_type, value_type, depth)

      {number, wire, rest} ->
        entry(Wire.skip(number, wire, rest, depth), key, value, key_type, value_type, depth)
    end
  end

  defp unpack(_type, <<>>, list), do: list

  defp unpack(type, bytes, list) do
    {value, rest} = scalar(type, bytes)
    unpack(type, rest, [value | list])
  end

  defp scalar(:bytes, binary), do: Wire.read_bytes(binary)

  defp scalar(:string, binary) do
    {text, rest} = Wire.read_bytes(binary)
    if Wire.utf8?(text), do: {text, rest}, else: Wire.malformed(:bad_utf8)
  end

  defp scalar(:double, <<number::64-float-little, rest::binary>>), do: {number, rest}
  defp scalar(:double, <<bits::64-little, rest::binary>>), do: {special(bits), rest}
  defp scalar(:double, _shorter), do: Wire.malformed(:truncated)

  defp scalar(type, binary) do
    {number, rest} = Wire.read_varint(binary)
    {integer(type, number), rest}
  end

  defp integer(:uint64, number), do: number
  defp integer(:uint32, number), do: number &&& 0xFFFFFFFF
  defp integer(:bool, number), do: number != 0
  defp integer(:int64, number), do: signed(number, 64)
  defp integer(:int32, number), do: signed(number &&& 0xFFFFFFFF, 32)
  defp integer(:sint64, number), do: bxor(number >>> 1, -(number &&& 1))
  defp integer(:sint32, number), do: integer(:sint64, number &&& 0xFFFFFFFF)
  defp integer({:enum, module}, number), do: module.from_integer(integer(:int32, number))

  defp signed(number, bits) when number >>> (bits - 1) == 1, do: number - (1 <<< bits)
  defp signed(number, _bits), do: number

  defp special(0x7FF0000000000000), do: :infinity
  defp special(0xFFF0000000000000), do: :negative_infinity
  defp special(_not_a_number), do: :nan
end
