defmodule SnakepitShm.Test.Json do
  @moduledoc "Reads the JSON of the golden vectors: the BEAM has no reader of its own before OTP 27."

  @spec read!(Path.t()) :: term
  def read!(path) do
    {value, rest} = path |> File.read!() |> value()
    "" = String.trim(rest)
    value
  end

  defp value(<<c, rest::binary>>) when c in ' \n\r\t', do: value(rest)
  defp value("true" <> rest), do: {true, rest}
  defp value("false" <> rest), do: {false, rest}
  defp value("null" <> rest), do: {nil, rest}
  defp value("\"" <> rest), do: string(rest, [])
  defp value("[" <> rest), do: items(rest, [])
  defp value("{" <> rest), do: pairs(rest, %{})

  defp value(rest) do
    [number] = Regex.run(~r/^-?\d+(\.\d+)?([eE][-+]?\d+)?/, rest, capture: :first)
    rest = binary_part(rest, byte_size(number), byte_size(rest) - byte_size(number))

    case Integer.parse(number) do
      {integer, ""} -> {integer, rest}
      _fraction -> {number |> Float.parse() |> elem(0), rest}
    end
  end

  defp items(rest, items) do
    case skip(rest) do
      "]" <> rest ->
        {Enum.reverse(items), rest}

      "," <> rest ->
        items(rest, items)

      rest ->
        {item, rest} = value(rest)
        items(rest, [item | items])
    end
  end

  defp pairs(rest, pairs) do
    case skip(rest) do
      "}" <> rest ->
        {pairs, rest}

      "," <> rest ->
        pairs(rest, pairs)

      "\"" <> rest ->
        {key, rest} = string(rest, [])
        ":" <> rest = skip(rest)
        {value, rest} = value(rest)
        pairs(rest, Map.put(pairs, key, value))
    end
  end

  defp string("\"" <> rest, text), do: {text |> Enum.reverse() |> IO.iodata_to_binary(), rest}

  defp string(<<"\\u", hex::binary-4, "\\u", low::binary-4, rest::binary>>, text)
       when binary_part(hex, 0, 2) in ~w(d8 d9 da db D8 D9 DA DB) do
    {:ok, pair} = Base.decode16(hex <> low, case: :mixed)
    string(rest, [:unicode.characters_to_binary(pair, {:utf16, :big}) | text])
  end

  defp string(<<"\\u", hex::binary-4, rest::binary>>, text),
    do: string(rest, [<<String.to_integer(hex, 16)::utf8>> | text])

  defp string(<<"\\", c, rest::binary>>, text) do
    string(rest, [
      Map.get(%{?n => "\n", ?t => "\t", ?r => "\r", ?b => "\b", ?f => "\f"}, c, c) | text
    ])
  end

  defp string(<<c, rest::binary>>, text), do: string(rest, [c | text])

  defp skip(<<c, rest::binary>>) when c in ' \n\r\t', do: skip(rest)
  defp skip(rest), do: rest
end
