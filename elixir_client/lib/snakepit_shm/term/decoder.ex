defmodule SnakepitShm.Term.Decoder do
  @moduledoc false
  # Trees to values. Throws {:malformed, reason}.
  alias SnakepitShm.Proto.Shm.V1.Term, as: Tree

  @largest_tuple 16_777_215
  # As many as Python writes, and a sign.
  @most_digits 4_301

  def decode(nil, _parts), do: nil
  def decode(%Tree{kind: kind}, parts), do: value(kind, parts)

  defp value({:null, _true}, _parts), do: nil
  defp value({:boolean, value}, _parts), do: value
  defp value({:integer, value}, _parts), do: value
  defp value({:float, value}, _parts), do: value
  defp value({:text, value}, _parts), do: value
  defp value({:binary, value}, _parts), do: value
  defp value({:floats, packed}, _parts), do: packed.values
  defp value({:integers, packed}, _parts), do: packed.values
  defp value({:list, list}, parts), do: Enum.map(list.items, &decode(&1, parts))

  defp value({:tuple, %{items: items}}, parts) do
    if length(items) > @largest_tuple, do: malformed("a tuple of more items than a tuple has")
    items |> Enum.map(&decode(&1, parts)) |> List.to_tuple()
  end

  defp value({:map, %{keys: keys, values: values}}, parts) do
    if length(keys) != length(values),
      do: malformed("a map with unlike numbers of keys and values")

    Map.new(Enum.zip(keys, values), fn {key, value} ->
      {decode(key, parts), decode(value, parts)}
    end)
  end

  # Atoms are never made from what a peer sends: their number is limited for the whole node.
  defp value({:atom, name}, _parts) do
    String.to_existing_atom(name)
  rescue
    # There is none, or it would be longer than atoms are.
    _error in [ArgumentError, SystemLimitError] -> name
  end

  defp value({:big_integer, digits}, _parts) do
    case byte_size(digits) <= @most_digits and Integer.parse(digits) do
      {number, ""} -> number
      _other -> malformed("a big integer that is no decimal number")
    end
  end

  defp value({:payload, index}, parts) when index < tuple_size(parts), do: elem(parts, index)
  defp value({:payload, index}, _parts), do: malformed("payload #{index} is missing")
  defp value(nil, _parts), do: malformed("a value of a kind that this version does not know")

  @spec malformed(String.t()) :: no_return
  defp malformed(reason), do: throw({:malformed, reason})
end
