defmodule SnakepitShm.Call.Arguments do
  @moduledoc "What a call was given, before any of it is sent: the tool's name and arguments by name."
  alias SnakepitShm.Error

  @doc "The arguments by name, or what is wrong with them."
  @spec named(term, term) :: {:ok, %{String.t() => term}} | {:error, Error.t()}
  def named(tool, arguments) do
    cond do
      not (is_binary(tool) and tool != "" and String.valid?(tool)) ->
        refused("a tool is named by a string, not by #{inspect(tool, limit: 5)}")

      is_struct(arguments) or not (is_map(arguments) or is_list(arguments)) ->
        refused("arguments are a map or a keyword list, not #{inspect(arguments, limit: 5)}")

      true ->
        Enum.reduce_while(arguments, {:ok, %{}}, &add/2)
    end
  end

  defp add({key, value}, {:ok, named}) when is_atom(key) or is_binary(key) do
    name = to_string(key)

    if is_map_key(named, name),
      do: {:halt, refused("the argument #{inspect(name)} is given twice")},
      else: {:cont, {:ok, Map.put(named, name, value)}}
  end

  defp add(other, _named) do
    key = if is_tuple(other) and tuple_size(other) == 2, do: elem(other, 0), else: other

    {:halt,
     refused("an argument is named by a string or an atom, not by #{inspect(key, limit: 5)}")}
  end

  defp refused(message), do: {:error, Error.new(:invalid_argument, message)}
end
