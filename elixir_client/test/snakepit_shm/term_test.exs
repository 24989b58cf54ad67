defmodule SnakepitShm.TermTest do
  @moduledoc "Values to trees and back, and what is refused."
  use ExUnit.Case, async: true
  import SnakepitShm.Test.Random
  alias SnakepitShm.{Array, Error, Term}
  alias SnakepitShm.Proto.Shm.V1.Term, as: Tree
  alias SnakepitShm.Proto.Shm.V1.{NdArrayInfo, TermList, TermMap}

  test "values survive the way through a tree" do
    check_all(500, fn ->
      value = value()
      {:ok, tree, parts} = Term.encode(value)
      {:ok, tree} = Tree.decode(IO.iodata_to_binary(Tree.encode(tree)))
      bodies = parts |> Enum.map(&IO.iodata_to_binary(&1.body)) |> List.to_tuple()
      assert Term.decode(tree, bodies) == {:ok, plain(value)}
    end)
  end

  test "what a binary becomes depends on its bytes and its size" do
    assert {{:text, "abc"}, []} = encoded("abc")
    assert {{:text, "ü"}, []} = encoded("ü")
    assert {{:binary, <<255>>}, []} = encoded(<<255>>)
    assert {{:binary, "abc"}, []} = encoded({:bytes, ["a", "bc"]})
    assert {{:text, _}, []} = encoded(String.duplicate("a", 65_535))

    assert {{:payload, 0}, [%{format: :raw, size: 65_536}]} =
             encoded(String.duplicate("a", 65_536))

    assert {{:text, _}, []} = encoded({:text, String.duplicate("a", 70_000)})
    assert {{:binary, _}, []} = encoded({:bytes, :binary.copy(<<0>>, 1_023)})
    assert {{:payload, 0}, [%{size: 1_024}]} = encoded({:bytes, :binary.copy(<<0>>, 1_024)})
  end

  test "numbers keep their kind" do
    assert {{:integer, -0x8000000000000000}, []} = encoded(-0x8000000000000000)
    assert {{:big_integer, "9223372036854775808"}, []} = encoded(0x8000000000000000)
    assert {{:floats, %{values: [1.0, 2.0]}}, []} = encoded([1.0, 2.0])
    assert {{:integers, %{values: [1, 2]}}, []} = encoded([1, 2])
    assert {{:list, %{items: [_, _]}}, []} = encoded([1, 2.0])
    assert {{:list, %{items: []}}, []} = encoded([])
    assert {{:float, :nan}, []} = encoded(:nan)
    assert {{:atom, "ok"}, []} = encoded(:ok)
  end

  test "[GP-13.5] dates go as text" do
    assert {{:text, "2026-11-20"}, []} = encoded(~D[2026-11-20])
    assert {{:text, "2026-11-20T10:00:00Z"}, []} = encoded(~U[2026-11-20 10:00:00Z])
  end

  test "large parts are numbered in the order of the value" do
    big = &:binary.copy(<<&1>>, 2_000)

    {:ok, tree, parts} =
      Term.encode([{:bytes, big.(1)}, %{"k" => {:bytes, big.(2)}}, {:bytes, big.(3)}])

    assert Enum.map(parts, & &1.body) == [big.(1), big.(2), big.(3)]
    assert {:ok, [:a, %{"k" => :b}, :c]} = Term.decode(tree, {:a, :b, :c})
  end

  test "[GP-10.3] what cannot be sent is refused with its place" do
    for {value, place} <- [
          {self(), "at $: a pid"},
          {[1, [fn -> 1 end]], "at $[1][0]: a function"},
          {%{"k" => %{a: make_ref()}}, "at $.\"k\".a: a reference"},
          {{1, <<1::3>>}, "at $[1]: a bitstring"},
          {[1.5 | 2], "at $: an improper list"},
          {%URI{}, "at $: structs such as URI"},
          {{:text, <<255>>}, "at $: {:text, _} is not UTF-8"},
          {{:bytes, [:x]}, "at $: {:bytes, _} wants iodata"},
          {Enum.reduce(1..50, 1, fn _, inner -> [inner] end), "nested deeper"},
          {%Array{data: "abc", dtype: "<f4", shape: {1}},
           "at $: <f4 of shape {1} is 4 bytes, not 3"},
          {%Array{data: "", dtype: "object", shape: {0}}, "no numeric numpy type"}
        ] do
      assert {:error, %Error{code: :invalid_argument, message: message}} = Term.encode(value)
      assert message =~ place
    end
  end

  test "trees that no honest peer sends are refused" do
    for kind <- [
          {:payload, 1},
          {:big_integer, "12x"},
          {:big_integer, ""},
          {:big_integer, String.duplicate("1", 5_000)},
          {:tuple, %TermList{items: List.duplicate(%Tree{kind: {:null, true}}, 16_777_216)}},
          nil,
          {:map, %TermMap{keys: [%Tree{kind: {:null, true}}], values: []}},
          {:list, %TermList{items: [%Tree{}]}}
        ] do
      assert {:error, %Error{code: :type_mismatch}} = Term.decode(%Tree{kind: kind}, {:only})
    end
  end

  test "arrays that no honest peer sends are refused" do
    for info <- [
          %NdArrayInfo{dtype: "<f4", shape: List.duplicate(0xFFFFFFFFFFFFFFFF, 100_000)},
          %NdArrayInfo{dtype: "<f4", shape: List.duplicate(0, 20_000_000)},
          %NdArrayInfo{dtype: "<f4", shape: [0x20000000000000, 0]},
          %NdArrayInfo{dtype: "<f" <> String.duplicate("9", 1_000), shape: [1]},
          %NdArrayInfo{dtype: "|u1", shape: [4], strides: [-1]},
          %NdArrayInfo{dtype: "|u1", shape: [4], strides: [1, 1]}
        ] do
      assert {:error, message} = Array.from_wire(info, "abcd")
      assert byte_size(message) < 500
    end
  end

  test "integers are as long as Python takes them" do
    longest = Integer.pow(10, 4_300) - 1

    for value <- [longest, -longest] do
      {:ok, tree, []} = Term.encode(value)
      assert Term.decode(tree, {}) == {:ok, value}
    end

    assert {:error, %Error{message: message}} = Term.encode([longest + 1])
    assert message =~ "at $[0]: an integer of more than 4300 digits"
  end

  test "atoms that this node does not know come as text" do
    name = "never_seen_#{System.unique_integer([:positive])}_before"
    assert Term.decode(%Tree{kind: {:atom, name}}, {}) == {:ok, name}
    assert Term.decode(%Tree{kind: {:atom, "ok"}}, {}) == {:ok, :ok}
    long = String.duplicate("a", 300)
    assert Term.decode(%Tree{kind: {:atom, long}}, {}) == {:ok, long}
  end

  defp encoded(value) do
    {:ok, tree, parts} = Term.encode(value)
    {tree.kind, parts}
  end

  defp plain({tag, value}) when tag in [:bytes, :text], do: value
  defp plain(list) when is_list(list), do: Enum.map(list, &plain/1)

  defp plain(tuple) when is_tuple(tuple),
    do: tuple |> Tuple.to_list() |> plain() |> List.to_tuple()

  defp plain(map) when is_map(map), do: Map.new(map, fn {key, value} -> {key, plain(value)} end)
  defp plain(value), do: value
end
