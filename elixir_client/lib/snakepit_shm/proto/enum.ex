defmodule SnakepitShm.Proto.Enum do
  @moduledoc """
  Makes a protobuf enum out of `values:`, atoms by their numbers.

  A number that the declaration does not know stays a number, so that nothing is lost when a newer
  peer sends it.
  """

  defmacro __using__(values: values) do
    quote bind_quoted: [values: values] do
      @type t :: unquote(Enum.reduce(Keyword.keys(values), &{:|, [], [&1, &2]})) | integer

      @doc "The number of an atom; a number stays as it is."
      @spec to_integer(t) :: integer
      @doc "The atom of a number, or the number where none is known."
      @spec from_integer(integer) :: t

      for {name, number} <- values do
        def to_integer(unquote(name)), do: unquote(number)
        def from_integer(unquote(number)), do: unquote(name)
      end

      def to_integer(number) when is_integer(number), do: number
      def from_integer(number) when is_integer(number), do: number
    end
  end
end
