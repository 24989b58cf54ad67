defmodule SnakepitShm.Term.Place do
  @moduledoc false
  # Where in a value something is, and what it is, for people.

  # The path is the way back from the value to the root.
  def of(path), do: "$#{path |> Enum.reverse() |> Enum.map_join(&place/1)}"

  def kind(value) when is_function(value), do: "a function"
  def kind(value) when is_pid(value), do: "a pid"
  def kind(value) when is_reference(value), do: "a reference"
  def kind(value) when is_port(value), do: "a port"
  def kind(_bitstring), do: "a bitstring"

  defp place(index) when is_integer(index), do: "[#{index}]"
  defp place({:key, key}) when is_atom(key) or is_integer(key), do: ".#{key}"
  defp place({:key, key}) when is_binary(key) and byte_size(key) < 64, do: ".#{inspect(key)}"
  defp place({:key, _key}), do: ".?"
end
