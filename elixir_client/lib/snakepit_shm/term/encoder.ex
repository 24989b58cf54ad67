defmodule SnakepitShm.Term.Encoder do
  @moduledoc false
  # Values to trees. Threads `{parts in reverse, count}` through and throws {:refused, path, reason}.
  alias SnakepitShm.{Array, Reservation}
  alias SnakepitShm.Proto.Shm.V1.{PackedFloats, PackedIntegers, TermList, TermMap}
  alias SnakepitShm.Proto.Shm.V1.Term, as: Tree
  alias SnakepitShm.Proto.Wire
  alias SnakepitShm.Term.{Part, Place}

  @lift_bytes 1_024
  @text_bytes 65_536
  # Each level is two nested messages, and decoders stop at a hundred.
  @max_depth 40
  # What Python reads without being told to.
  @most_digits 4_300
  @largest_integer Integer.pow(10, @most_digits) - 1
  @int64_min -0x8000000000000000
  @int64_max 0x7FFFFFFFFFFFFFFF
  @as_text [Date, Time, DateTime, NaiveDateTime]

  defguardp is_int64(value) when is_integer(value) and value >= @int64_min and value <= @int64_max

  def encode(value, {parts, count}, path, depth) do
    {kind, {parts, count}} = kind(value, {parts, count}, path, depth)
    {%Tree{kind: kind}, parts, count}
  end

  defp kind(_value, _parts, path, depth) when depth > @max_depth,
    do: refuse(path, "nested deeper than #{@max_depth} levels")

  defp kind(nil, parts, _path, _depth), do: {{:null, true}, parts}
  defp kind(value, parts, _, _) when is_boolean(value), do: {{:boolean, value}, parts}
  defp kind(value, parts, _, _) when is_int64(value), do: {{:integer, value}, parts}

  defp kind(value, _parts, path, _)
       when is_integer(value) and (value > @largest_integer or value < -@largest_integer),
       do: refuse(path, "an integer of more than #{@most_digits} digits")

  defp kind(value, parts, _, _) when is_integer(value), do: {{:big_integer, "#{value}"}, parts}
  defp kind(value, parts, _, _) when is_float(value), do: {{:float, value}, parts}

  defp kind(value, parts, _, _) when value in [:nan, :infinity, :negative_infinity],
    do: {{:float, value}, parts}

  defp kind(value, parts, _, _) when is_atom(value), do: {{:atom, Atom.to_string(value)}, parts}

  defp kind(value, parts, _, _) when is_binary(value) and byte_size(value) >= @text_bytes,
    do: lift(Part.raw(value, byte_size(value)), parts)

  defp kind(value, parts, _, _) when is_binary(value),
    do: if(Wire.utf8?(value), do: {{:text, value}, parts}, else: bytes(value, parts))

  defp kind({:bytes, value}, parts, _, _) when is_binary(value), do: bytes(value, parts)

  defp kind({:bytes, value}, parts, path, _) when is_list(value) do
    bytes(value, parts)
  rescue
    ArgumentError -> refuse(path, "{:bytes, _} wants iodata")
  end

  defp kind({:text, value}, parts, path, _) when is_binary(value) do
    if Wire.utf8?(value),
      do: {{:text, value}, parts},
      else: refuse(path, "{:text, _} is not UTF-8")
  end

  defp kind([first | _] = list, parts, path, depth) when is_float(first) or is_int64(first),
    do: packed(list, parts, path, depth)

  defp kind(list, parts, path, depth) when is_list(list) do
    {items, parts} = items(list, parts, path, depth)
    {{:list, %TermList{items: items}}, parts}
  end

  defp kind(tuple, parts, path, depth) when is_tuple(tuple) do
    {items, parts} = items(Tuple.to_list(tuple), parts, path, depth)
    {{:tuple, %TermList{items: items}}, parts}
  end

  defp kind(%Array{} = array, parts, path, _depth) do
    size = size(array.data, path)

    case Array.expected_size(array) do
      {:ok, ^size} ->
        lift(
          %Part{format: :ndarray, type: Array.type_info(array), size: size, body: array.data},
          parts
        )

      {:ok, other} ->
        refuse(
          path,
          "#{array.dtype} of shape #{inspect(array.shape)} is #{other} bytes, not #{size}"
        )

      {:error, reason} ->
        refuse(path, reason)
    end
  end

  defp kind(%Reservation{sealed: nil}, _parts, path, _depth),
    do: refuse(path, "a reservation must be sealed before it is sent")

  defp kind(%Reservation{sealed: sealed} = reservation, parts, _path, _depth) do
    lift(
      %Part{format: sealed.format, type: sealed.type, size: sealed.length, body: reservation},
      parts
    )
  end

  defp kind(%module{} = value, parts, _path, _depth) when module in @as_text,
    do: {{:text, module.to_iso8601(value)}, parts}

  defp kind(%{__struct__: Decimal} = value, parts, _, _), do: {{:text, "#{value}"}, parts}

  defp kind(%{__struct__: Nx.Tensor} = tensor, parts, path, depth) do
    case Array.from_nx(tensor) do
      {:ok, array} -> kind(array, parts, path, depth)
      {:error, reason} -> refuse(path, reason)
    end
  end

  defp kind(%module{}, _parts, path, _depth),
    do: refuse(path, "structs such as #{inspect(module)} cannot be sent; make it a map")

  defp kind(map, parts, path, depth) when is_map(map) do
    {keys, values, parts} =
      Enum.reduce(map, {[], [], parts}, fn {key, value}, {keys, values, parts} ->
        {key_tree, key_parts, count} = encode(key, parts, path, depth + 1)
        at = [{:key, key} | path]
        {value_tree, value_parts, count} = encode(value, {key_parts, count}, at, depth + 1)
        {[key_tree | keys], [value_tree | values], {value_parts, count}}
      end)

    {{:map, %TermMap{keys: Enum.reverse(keys), values: Enum.reverse(values)}}, parts}
  end

  defp kind(value, _parts, path, _depth), do: refuse(path, "#{Place.kind(value)} cannot be sent")

  defp bytes(value, parts) do
    case IO.iodata_length(value) do
      size when size < @lift_bytes -> {{:binary, IO.iodata_to_binary(value)}, parts}
      size -> lift(Part.raw(value, size), parts)
    end
  end

  defp size(data, path) do
    IO.iodata_length(data)
  rescue
    ArgumentError -> refuse(path, "the data of an array are iodata")
  end

  defp lift(part, {parts, count}), do: {{:payload, count}, {[part | parts], count + 1}}

  defp items(list, parts, path, depth), do: items(list, parts, path, depth, 0, [])

  defp items([item | rest], parts, path, depth, index, items) do
    {tree, item_parts, count} = encode(item, parts, [index | path], depth + 1)
    items(rest, {item_parts, count}, path, depth, index + 1, [tree | items])
  end

  defp items([], parts, _path, _depth, _index, items), do: {Enum.reverse(items), parts}
  defp items(_tail, _parts, path, _depth, _index, _items), do: refuse(path, "an improper list")

  defp packed([first | _] = list, parts, path, depth) do
    cond do
      is_float(first) and all_floats?(list) ->
        {{:floats, %PackedFloats{values: list}}, parts}

      is_integer(first) and all_integers?(list) ->
        {{:integers, %PackedIntegers{values: list}}, parts}

      true ->
        {items, parts} = items(list, parts, path, depth)
        {{:list, %TermList{items: items}}, parts}
    end
  end

  defp all_floats?([value | rest]) when is_float(value), do: all_floats?(rest)
  defp all_floats?(rest), do: rest == []

  defp all_integers?([value | rest]) when is_int64(value), do: all_integers?(rest)
  defp all_integers?(rest), do: rest == []

  @spec refuse(list, String.t()) :: no_return
  defp refuse(path, reason),
    do: throw({:refused, Place.of(path), reason})
end
