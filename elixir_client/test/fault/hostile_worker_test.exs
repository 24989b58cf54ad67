defmodule SnakepitShm.Fault.HostileWorkerTest do
  @moduledoc "Whatever a worker answers, the caller gets an error: no crash, no hang, nothing in its mailbox."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, Error, Memory, Workers}
  alias SnakepitShm.Grpc.Connection
  alias SnakepitShm.Proto.Bridge.{ExecuteToolResponse, ShmReply}
  alias SnakepitShm.Proto.Shm.V1.{NdArrayInfo, Payload, ShmRef, Term, TermList, TermMap, TypeInfo}
  alias SnakepitShm.Test.{GrpcServer, Objects, Random}

  @moduletag :sidecar
  @moduletag capture_log: true
  @session 22
  @owner 11

  setup do
    client = Objects.client(@session, Memory.implementation())
    socket = Path.join(Objects.folder(), "hostile.sock")
    GrpcServer.start(socket, "hostile_worker.mjs")
    options = [table: client.table, key: {"w", socket}, socket: fn -> socket end]
    start_supervised!({Connection, options})

    worker = %Workers.Worker{
      id: "w",
      session: @owner,
      socket: socket,
      tools: [],
      shm?: true,
      in_flight: :counters.new(1, [])
    }

    Client.put(client, :workers, [worker])
    %{client: client}
  end

  test "answers that are not gRPC, or stop half-way", %{client: client} do
    for {kind, bytes} <- [
          {"bytes", ""},
          {"bytes", <<0, 9::32, "short">>},
          {"bytes", <<0, 0xFFFFFFFF::32, "huge">>},
          {"bytes", <<1, 1::32, "c">>},
          {"bytes", <<0, 1::32, "a", 0, 1::32, "b">>},
          {"bytes", :binary.copy(<<255>>, 100_000)},
          {"frame", <<255, 255>>},
          {"frame", :binary.copy(<<0x0A>>, 5_000)},
          {"endless", ""},
          {"status", "13"},
          {"status", "0"},
          {"status", "abc"},
          {"status", "14"},
          {"http", "500"},
          {"http", "204"},
          {"reset", ""},
          {"goaway", ""},
          {"hangup", ""},
          {"silent", ""}
        ] do
      assert {:error, %Error{tool_started: true}} = call(client, kind, bytes, 500), kind
    end

    assert {:ok, nil} = call(client, "frame", encoded(%ShmReply{}), 5_000)
  end

  test "replies that no honest worker gives", %{client: client} do
    lease = Objects.lease(@owner, memory: client.memory)
    Objects.known(client, lease)
    good = good_ref(lease)
    huge = 0xFFFFFFFFFFFFFFFF

    refs =
      for field <- [:region, :lease, :owner, :n, :generation, :offset, :length, :expires_at_ms],
          value <- [0, 1, huge],
          do: Map.put(good, field, value)

    refs = refs ++ [%ShmRef{}, %{good | slot: 0xFFFFFFFF}, %{good | record: 0xFFFFFFFF}]
    refs = refs ++ [%{good | seal: "x"}, %{good | token: :binary.copy("t", 100_000)}, good]

    replies =
      for(ref <- refs, do: reply({:ref, ref}, <<8, 1>>)) ++
        for type <- ["", <<255>>, <<8, 4>>, <<8, 99>>, array([huge, huge]), array([6])],
            do: reply({:inline, "bytes"}, type)

    for reply <- replies ++ [reply(nil, ""), %ShmReply{result: %Term{}}] do
      assert {:error, %Error{tool_started: true}} = call(client, "frame", encoded(reply), 2_000)
    end

    for kind <- [
          {:payload, 7},
          {:big_integer, "1e9"},
          {:map, %TermMap{keys: [%Term{kind: {:null, true}}]}},
          Enum.reduce(1..200, {:null, true}, fn _, kind ->
            {:list, %TermList{items: [%Term{kind: kind}]}}
          end)
        ] do
      reply = encoded(%ShmReply{result: %Term{kind: kind}})
      assert {:error, %Error{}} = call(client, "frame", reply, 2_000)
    end
  end

  test "[SM-3.5] replies with random damage, and atoms that it invents", %{client: client} do
    names = for i <- 1..20, do: "invented_#{i}_#{:rand.uniform(1_000_000)}"
    items = for name <- names, do: %Term{kind: {:atom, name}}
    reply = %ShmReply{result: %Term{kind: {:list, %TermList{items: items}}}}
    good = IO.iodata_to_binary(encoded(reply))
    assert {:ok, ^names} = call(client, "frame", good, 2_000)

    Random.check_all(400, fn ->
      at = Random.integer(0..(byte_size(good) - 1))
      <<head::binary-size(at), _byte, tail::binary>> = good
      damaged = Random.one_of([head, tail, head <> Random.bytes(1..4) <> tail])

      case call(client, "frame", damaged, 2_000) do
        {:ok, _value} -> :ok
        {:error, %Error{}} -> :ok
      end
    end)

    for name <- names, do: assert_raise(ArgumentError, fn -> String.to_existing_atom(name) end)
  end

  defp call(client, kind, bytes, timeout) do
    tool = "case:#{kind}:#{bytes |> IO.iodata_to_binary() |> Base.encode64()}:"
    result = SnakepitShm.execute(tool, %{}, client: client.name, timeout: timeout)
    assert Process.info(self(), :messages) == {:messages, []}
    result
  end

  defp encoded(reply),
    do: ExecuteToolResponse.encode(%ExecuteToolResponse{success: true, shm: reply})

  defp reply(body, type) do
    %ShmReply{result: %Term{kind: {:payload, 0}}, payloads: [%Payload{type: type, body: body}]}
  end

  defp array(shape) do
    info = %NdArrayInfo{dtype: "|u1", shape: shape}
    IO.iodata_to_binary(TypeInfo.encode(%TypeInfo{format: :ndarray, ndarray: info}))
  end

  # Right but for its number, which nobody was told of.
  defp good_ref(lease),
    do: SnakepitShm.Lease.ref(lease, {0, 1}, generation: 2, length: 5, type: <<8, 1>>)
end
