defmodule SnakepitShm.Proto.Typespec do
  @moduledoc "The Elixir types of protobuf fields, for the `t:t/0` of generated messages."

  @doc "The quoted type of a declared field."
  @spec of(term) :: Macro.t()
  def of({:oneof, members}) do
    for {name, {_number, type}} <- members, reduce: nil do
      union -> {:|, [], [{name, singular(type)}, union]}
    end
  end

  def of({_number, {:repeated, type}}), do: [singular(type)]
  def of({_number, {:message, _module} = type}), do: quote(do: unquote(singular(type)) | nil)

  def of({_number, {:map, key, value}}),
    do: quote(do: %{optional(unquote(singular(key))) => unquote(singular(value))})

  def of({_number, type}), do: singular(type)

  defp singular({_message_or_enum, module}), do: quote(do: unquote(module).t())
  defp singular(:string), do: quote(do: String.t())
  defp singular(:bytes), do: quote(do: iodata)
  defp singular(:bool), do: quote(do: boolean)
  defp singular(:double), do: quote(do: float | :nan | :infinity | :negative_infinity)
  defp singular(type) when type in [:uint64, :uint32], do: quote(do: non_neg_integer)
  defp singular(_integer), do: quote(do: integer)
end
