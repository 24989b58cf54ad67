defmodule SnakepitShm.Proto.Encode do
  @moduledoc """
  Writes the fields of protobuf messages as iodata.

  Bytes fields may hold iodata and are never copied, whatever their size.
  """
  import Bitwise
  import SnakepitShm.Proto.Wire, only: [varint: 1]

  @wire_types %{
    double: 1,
    fixed64: 1,
    sfixed64: 1,
    float: 5,
    fixed32: 5,
    sfixed32: 5,
    string: 2,
    bytes: 2
  }

  @doc "The key in front of a field: its number and its wire type, as they are written."
  @spec tag(pos_integer, term) :: binary
  def tag(number, type), do: IO.iodata_to_binary([varint(number <<< 3 ||| wire_type(type))])

  @doc "The wire type of a field's type."
  @spec wire_type(term) :: 0..5
  def wire_type({:repeated, type}), do: if(packed?(type), do: 2, else: wire_type(type))
  def wire_type({:enum, _module}), do: 0
  def wire_type({_message_or_map, _}), do: 2
  def wire_type({:map, _key, _value}), do: 2
  def wire_type(type), do: Map.get(@wire_types, type, 0)

  @doc "Whether repeated values of a type share one field."
  @spec packed?(term) :: boolean
  def packed?({kind, _module}), do: kind == :enum
  def packed?(type), do: type not in [:string, :bytes]

  @doc "A field, or nothing where it holds its default."
  @spec field(term, binary, term) :: iodata
  def field([], _tag, {:repeated, _type}), do: []

  def field(values, tag, {:repeated, type}) when is_list(values) do
    if packed?(type),
      do: [tag | sized(Enum.map(values, &value(&1, type)))],
      else: Enum.map(values, &[tag | [value(&1, type)]])
  end

  def field(map, tag, {:map, key_type, value_type}) do
    key_tag = tag(1, key_type)
    value_tag = tag(2, value_type)

    for {key, value} <- map do
      [tag | sized([key_tag, value(key, key_type), value_tag, value(value, value_type)])]
    end
  end

  def field(nil, _tag, {:message, _module}), do: []
  def field(0, _tag, _type), do: []
  def field(false, _tag, :bool), do: []
  def field(empty, _tag, type) when type in [:string, :bytes] and empty in ["", []], do: []

  def field(number, tag, :double) when is_float(number) do
    # Compared as bits, because a negative zero is not the default.
    case <<number::64-float-little>> do
      <<0::64>> -> []
      bits -> [tag | bits]
    end
  end

  def field(value, tag, {:enum, module}) do
    case module.to_integer(value) do
      0 -> []
      number -> [tag | [integer(number)]]
    end
  end

  def field(value, tag, type), do: [tag, value(value, type)]

  @doc "The member of a oneof that is set: written even where it holds its default."
  @spec member(term, binary, term) :: iodata
  def member(value, tag, type), do: [tag, value(value, type)]

  defp value(number, type) when type in [:uint64, :uint32] and number >= 0, do: varint(number)
  defp value(number, type) when type in [:int64, :int32], do: integer(number)
  defp value(number, type) when type in [:sint64, :sint32], do: varint(zigzag(number))
  defp value(true, :bool), do: 1
  defp value(false, :bool), do: 0
  defp value(bytes, type) when type in [:bytes, :string], do: sized(bytes)
  defp value(message, {:message, module}), do: sized(module.encode(message))
  defp value(value, {:enum, module}), do: integer(module.to_integer(value))
  defp value(:nan, :double), do: <<0x7FF8000000000000::64-little>>
  defp value(:infinity, :double), do: <<0x7FF0000000000000::64-little>>
  defp value(:negative_infinity, :double), do: <<0xFFF0000000000000::64-little>>
  defp value(number, :double), do: <<number::64-float-little>>

  defp integer(number), do: varint(number &&& 0xFFFFFFFFFFFFFFFF)

  defp zigzag(number) when number >= 0, do: number <<< 1
  defp zigzag(number), do: (-number <<< 1) - 1

  defp sized(bytes), do: [varint(IO.iodata_length(bytes)), bytes]
end
