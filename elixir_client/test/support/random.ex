defmodule SnakepitShm.Test.Random do
  @moduledoc """
  A small generator for properties. Every run prints nothing and can be repeated: the seed of a test is the
  one of ExUnit, so `mix test --seed N` makes the same values.
  """

  @doc "Runs a property for `count` random inputs; a failure names the input's number and the seed."
  def check_all(count, fun) do
    seed = ExUnit.configuration()[:seed]
    :rand.seed(:exsss, {seed, seed, seed})

    for number <- 1..count do
      try do
        fun.()
      rescue
        error in [ExUnit.AssertionError] ->
          reraise %{error | message: "input #{number} of seed #{seed}: #{error.message}"},
                  __STACKTRACE__
      end
    end
  end

  def integer(range), do: Enum.random(range)
  def bytes(range), do: :rand.bytes(integer(range))
  def one_of(list), do: Enum.random(list)

  @doc "A number whose size in bits is random: small ones and large ones alike."
  def uint64, do: :rand.uniform(Bitwise.bsl(1, integer(1..64))) - 1

  def text(range \\ 0..12) do
    for _ <- integer(range)..1//-1,
        into: "",
        do: <<one_of([integer(32..126), 0xFC, 0x86C7, 0x1F40D])::utf8>>
  end

  @doc "A value that may be sent, nested up to `depth` levels."
  def value(depth \\ 3) do
    leaf = [
      fn -> nil end,
      fn -> one_of([true, false]) end,
      fn -> integer(-100..100) end,
      fn -> uint64() * one_of([1, -1, 1_000_000_000_000]) end,
      fn -> :rand.normal() end,
      fn -> one_of([:nan, :infinity, :negative_infinity, 0.0]) end,
      fn -> text() end,
      fn -> {:bytes, bytes(0..40)} end,
      fn -> {:bytes, bytes(1020..1030)} end
    ]

    nested = [
      fn -> list(0..4, fn -> value(depth - 1) end) end,
      fn -> list(0..4, fn -> :rand.normal() end) end,
      fn -> list(0..4, fn -> integer(-9..9) end) end,
      fn -> List.to_tuple(list(0..4, fn -> value(depth - 1) end)) |> untagged() end,
      fn -> Map.new(list(0..4, fn -> {one_of([text(), integer(0..9)]), value(depth - 1)} end)) end
    ]

    one_of(if depth > 0, do: leaf ++ nested, else: leaf).()
  end

  # {:bytes, _} and {:text, _} say what a binary is.
  defp untagged({tag, _value}) when tag in [:bytes, :text], do: {}
  defp untagged(tuple), do: tuple

  def list(range, fun), do: for(_ <- integer(range)..1//-1, do: fun.())
end
