defmodule SnakepitShm.Proto.WireTest do
  @moduledoc "What the decoders do with bytes that are right, wrong, and random."
  use ExUnit.Case, async: true
  import SnakepitShm.Test.Random
  alias SnakepitShm.Proto.Bridge.{ExecuteToolRequest, ExecuteToolResponse}

  alias SnakepitShm.Proto.Shm.V1.{
    Payload,
    PayloadReport,
    ServerFrame,
    ShmRef,
    Term,
    TermList,
    TypeInfo
  }

  alias SnakepitShm.Proto.Wire

  test "a number survives the way over the wire" do
    check_all(2_000, fn ->
      number = uint64()

      assert Wire.read_varint(IO.iodata_to_binary([Wire.varint(number), "rest"])) ==
               {number, "rest"}
    end)
  end

  test "refs survive the way over the wire" do
    check_all(500, fn ->
      ref = random_ref()
      assert ShmRef.decode(IO.iodata_to_binary(ShmRef.encode(ref))) == {:ok, ref}
    end)
  end

  test "every truncation of a message is refused or is a shorter message, and raises never" do
    bytes = IO.iodata_to_binary(Payload.encode(%Payload{type: "t", body: {:ref, random_ref()}}))

    for size <- 0..(byte_size(bytes) - 1) do
      assert {verdict, _} = Payload.decode(binary_part(bytes, 0, size))
      assert verdict in [:ok, :error]
    end

    assert {:error, :truncated} = Payload.decode(binary_part(bytes, 0, byte_size(bytes) - 1))
  end

  test "no random bytes make a decoder raise" do
    modules = [
      ExecuteToolRequest,
      ExecuteToolResponse,
      Payload,
      ServerFrame,
      ShmRef,
      Term,
      TypeInfo
    ]

    check_all(3_000, fn ->
      assert {verdict, _} = one_of(modules).decode(bytes(0..60))
      assert verdict in [:ok, :error]
    end)
  end

  test "no flipped bit makes a decoder raise" do
    original =
      IO.iodata_to_binary(Payload.encode(%Payload{type: <<8, 1>>, body: {:ref, random_ref()}}))

    check_all(3_000, fn ->
      at = integer(0..(bit_size(original) - 1))
      <<before::bitstring-size(at), bit::1, rest::bitstring>> = original
      assert {_verdict, _} = Payload.decode(<<before::bitstring, 1 - bit::1, rest::bitstring>>)
    end)
  end

  test "bytes that break a rule are refused by its name" do
    assert ShmRef.decode(<<8>>) == {:error, :truncated}

    assert ShmRef.decode(<<8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2>>) ==
             {:error, :bad_varint}

    assert ShmRef.decode(<<0, 1>>) == {:error, :bad_field_number}
    assert ShmRef.decode(<<9, 0::64>>) == {:error, :wrong_wire_type}
    assert ShmRef.decode(<<0x87, 1>>) == {:error, :bad_wire_type}
    assert ShmRef.decode(<<0x62, 1, 255>>) == {:error, :bad_utf8}
    assert Term.decode(deep(120)) == {:error, :too_deep}
  end

  test "fields that this version does not know are passed over" do
    unknown =
      <<0xA0, 0x06, 5, 0xA2, 0x06, 2, "xy", 0xA1, 0x06, 0::64, 0xA5, 0x06, 0::32, 0xA3, 0x06, 8,
        1, 0xA4, 0x06>>

    assert TypeInfo.decode(<<8, 1>> <> unknown) == {:ok, %TypeInfo{format: :raw}}
    assert TypeInfo.decode(<<8, 99>>) == {:ok, %TypeInfo{format: 99}}
    assert IO.iodata_to_binary(TypeInfo.encode(%TypeInfo{format: 99})) == <<8, 99>>
  end

  test "repeated numbers are read packed and one by one" do
    assert {:ok, %{ndarray: %{shape: [1, 300, 2]}}} =
             TypeInfo.decode(<<18, 5, 18, 3, 1, 0xAC, 2, 18, 2, 16, 2>>)

    assert {:ok, %{ndarray: %{shape: [1, 2]}}} = TypeInfo.decode(<<18, 4, 16, 1, 16, 2>>)
  end

  test "a message that comes in two parts is merged" do
    parts = [
      %Payload{body: {:ref, %ShmRef{lease: 7}}},
      %Payload{body: {:ref, %ShmRef{region: 8}}}
    ]

    bytes = parts |> Enum.map(&Payload.encode/1) |> IO.iodata_to_binary()
    assert {:ok, %{body: {:ref, %ShmRef{lease: 7, region: 8}}}} = Payload.decode(bytes)
  end

  test "doubles keep what the BEAM has no number for, and the sign of zero" do
    for value <- [:nan, :infinity, :negative_infinity, 0.0, -0.0, 1.5] do
      bytes = IO.iodata_to_binary(Term.encode(%Term{kind: {:float, value}}))
      assert {:ok, %{kind: {:float, ^value}}} = Term.decode(bytes)
    end

    assert IO.iodata_to_binary(Term.encode(%Term{kind: {:float, -0.0}})) ==
             <<41, -0.0::64-float-little>>
  end

  test "large bytes are passed on, never copied" do
    large = :rand.bytes(100_000)

    assert [large] ==
             Payload.encode(%Payload{body: {:inline, large}})
             |> List.flatten()
             |> Enum.filter(&(&1 == large))

    bytes = IO.iodata_to_binary(Payload.encode(%Payload{body: {:inline, large}}))
    assert {:ok, %{body: {:inline, inline}}} = Payload.decode(bytes)
    assert :binary.referenced_byte_size(inline) == byte_size(bytes)
  end

  test "a reason that a newer sidecar may send stays a number" do
    assert PayloadReport.decode(<<24, 99>>) == {:ok, %PayloadReport{reason: 99}}
  end

  defp random_ref do
    %ShmRef{
      region: uint64(),
      lease: uint64(),
      owner: uint64(),
      record: integer(0..0xFFFFFFFF),
      slot: integer(0..7),
      n: uint64(),
      generation: uint64(),
      length: uint64(),
      type: bytes(0..20),
      token: text(),
      seal: bytes(0..40)
    }
  end

  defp deep(0), do: ""

  defp deep(levels) do
    Enum.reduce(1..levels, %Term{kind: {:null, true}}, fn _, inner ->
      %Term{kind: {:list, %TermList{items: [inner]}}}
    end)
    |> Term.encode()
    |> IO.iodata_to_binary()
  end
end
