defmodule SnakepitShm.Proto.GoldenTest do
  @moduledoc "The wire and the layout, against the vectors that the other languages read as well."
  use ExUnit.Case, async: true
  alias SnakepitShm.{ControlTable, Memory, Proto, RefSeal}
  alias SnakepitShm.Proto.Shm.V1.ShmRef
  alias SnakepitShm.Test.{Json, Objects}

  @golden Path.expand("../../../../proto/golden", __DIR__)

  for %{"name" => name} = vector <- Json.read!(Path.join(@golden, "messages.json")) do
    @vector vector
    test "[GP-1.1] golden message: #{name}" do
      module = module(@vector["message"])
      bytes = Base.decode16!(@vector["hex"], case: :lower)
      message = from_json(@vector["json"], {:message, module})
      assert {:ok, ^message} = module.decode(bytes)
      assert IO.iodata_to_binary(module.encode(message)) == bytes
    end
  end

  test "[GP-4.1] the seal of a ref is the golden one" do
    golden = Json.read!(Path.join(@golden, "seal.json"))
    fields = golden["ref"] |> Map.put("type", golden["ref"]["type"] |> hex() |> Base.encode64())
    ref = from_json(fields, {:message, ShmRef})
    assert RefSeal.input(ref) == hex(golden["input"])
    assert RefSeal.of(ref, hex(golden["key"])) == hex(golden["seal"])
    assert RefSeal.valid?(%{ref | seal: hex(golden["seal"])}, hex(golden["key"]))
  end

  for memory <- [Memory.Nif, Memory.File] do
    @tag nif: memory == Memory.Nif
    test "[SM-3.4] the control table reads the same with #{inspect(memory)}" do
      golden = Json.read!(Path.join(@golden, "control-table.json"))
      bytes = hex(golden["hex"])
      path = Objects.object(byte_size(bytes))
      File.write!(path, bytes)
      {:ok, table} = Memory.open(unquote(memory), path, byte_size(bytes), :rw)

      assert ControlTable.header(table) == {:ok, golden["owner"], length(golden["records"])}

      for {record, index} <- Enum.with_index(golden["records"]) do
        assert ControlTable.read(table, index) == %{
                 lease: record["lease"],
                 generation: record["generation"],
                 capacity: record["capacity"],
                 length: record["length"],
                 crc32c: record["crc32c"],
                 checksummed?: record["flags"] == 1
               }

        assert ControlTable.bound_slots(table, index) ==
                 for(
                   {slot, i} <- Enum.with_index(record["slots"]),
                   do: {i, slot["reader"], slot["addressed"], slot["done"]}
                 )
      end
    end
  end

  defp hex(text), do: Base.decode16!(text, case: :lower)

  defp module("snakepit." <> name) do
    parts =
      name
      |> String.split(".")
      |> Enum.map(&(String.upcase(String.first(&1)) <> String.slice(&1, 1..-1)))

    Module.concat([Proto | parts])
  end

  defp from_json(fields, {:message, module}) do
    Enum.reduce(fields, module.__struct__(), fn {name, json}, message ->
      name = String.to_existing_atom(name)

      case oneof(module, name) do
        {oneof, type} -> Map.put(message, oneof, {name, from_json(json, type)})
        nil -> Map.put(message, name, from_json(json, elem(module.__fields__()[name], 1)))
      end
    end)
  end

  defp from_json(list, {:repeated, type}), do: Enum.map(list, &from_json(&1, type))

  defp from_json(map, {:map, _key, type}),
    do: Map.new(map, fn {key, value} -> {key, from_json(value, type)} end)

  defp from_json(name, {:enum, module}) do
    [prefix] = module |> Module.split() |> Enum.take(-1)

    name
    |> String.downcase()
    |> String.replace_prefix(Macro.underscore(prefix) <> "_", "")
    |> String.to_atom()
  end

  defp from_json(text, :bytes), do: Base.decode64!(text)
  defp from_json(number, :double) when is_number(number), do: number * 1.0
  defp from_json("NaN", :double), do: :nan
  defp from_json("Infinity", :double), do: :infinity
  defp from_json("-Infinity", :double), do: :negative_infinity

  defp from_json(text, type) when is_binary(text) and type not in [:string, :bytes],
    do: String.to_integer(text)

  defp from_json(value, _type), do: value

  defp oneof(module, name) do
    Enum.find_value(module.__fields__(), fn
      {oneof, {:oneof, members}} -> members[name] && {oneof, elem(members[name], 1)}
      _field -> nil
    end)
  end
end
