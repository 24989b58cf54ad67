defmodule SnakepitShm.GrpcTest do
  @moduledoc "The adapter for gun, against a real gRPC server."
  use ExUnit.Case, async: true
  alias SnakepitShm.Grpc.{Connection, Frame, Gun, Status, Unary}
  alias SnakepitShm.Test.{GrpcServer, Objects, Random, Sidecar}
  alias SnakepitShm.Test.GrpcServer.Raw

  @moduletag :sidecar

  setup do
    server = GrpcServer.start()
    %{server: server, connection: GrpcServer.connect(server.socket)}
  end

  test "messages of any size make the round trip", %{connection: connection} do
    for size <- [0, 1, 16_384, 65_535, 1_000_000, 20_000_000] do
      bytes = :rand.bytes(size)
      assert {:ok, %Raw{bytes: ^bytes}} = call(connection, "Echo", [bytes])
    end
  end

  test "many callers share a connection", %{connection: connection} do
    echo = fn number ->
      call(connection, "Echo", "#{number}") == {:ok, %Raw{bytes: "#{number}"}}
    end

    results = 1..400 |> Task.async_stream(echo, max_concurrency: 50) |> Enum.map(&elem(&1, 1))
    assert Enum.all?(results)
  end

  test "[GP-2.3] an error keeps its status, its text and its code", %{connection: connection} do
    assert {:error, %Status{code: 9} = status} = call(connection, "Fail", "x")
    assert status.message == "not today: ü 100%\nreally"
    assert %{code: :stale_lease} = Status.to_error(status, :sidecar)
  end

  test "a call that the server does not know is a version that it does not support", %{
    connection: connection
  } do
    assert {:error, %Status{code: 12} = status} = call(connection, "Nothing", "x")
    assert %{code: :version_unsupported} = Status.to_error(status, :worker)
  end

  test "a deadline ends the call", %{connection: connection} do
    assert {:error, %Status{code: 4} = status} = call(connection, "Slow", "x", timeout: 100)
    assert %{code: :deadline_exceeded, tool_started: true} = Status.to_error(status, :worker)
    assert {:ok, _} = call(connection, "Echo", "still here")
    refute_receive _any, 50
  end

  test "metadata reaches the server", %{connection: connection} do
    assert {:ok, %Raw{bytes: "value"}} =
             call(connection, "Header", "", metadata: [{"x-test", "value"}])
  end

  test "a server that dies ends its calls at once, and is found again", %{
    connection: connection,
    server: server
  } do
    {:ok, _} = call(connection, "Echo", "a")
    waiting = for _ <- 1..5, do: Task.async(fn -> call(connection, "Slow", "x") end)
    Process.sleep(200)
    GrpcServer.kill(server)

    for result <- Task.await_many(waiting, 2_000) do
      assert {:error, %Status{code: nil} = status} = result
      assert %{code: :worker_died, tool_started: true} = Status.to_error(status, :worker)
      assert %{code: :sidecar_unavailable} = Status.to_error(status, :sidecar)
    end

    File.rm(server.socket)
    assert {:error, %Status{code: 14}} = call(connection, "Echo", "b", connect_wait: 50)
    GrpcServer.start(server.socket)
    assert {:ok, %Raw{bytes: "c"}} = call(connection, "Echo", "c")
  end

  test "no call is sent that its caller had given up", %{server: server} do
    GrpcServer.kill(server)
    File.rm(server.socket)
    connection = GrpcServer.connect(Path.join(Objects.folder(), "later.sock"))
    assert {:error, %Status{code: 14}} = call(connection, "Echo", "x", timeout: 100)
  end

  test "a connection on which many calls were cancelled is replaced, and keeps its running calls",
       %{connection: connection} do
    {:ok, first} = Connection.checkout(connection, 1_000)
    running = Task.async(fn -> call(connection, "Slow", "running", timeout: 20_000) end)
    Process.sleep(50)

    1..40
    |> Task.async_stream(fn _ -> call(connection, "Slow", "x", timeout: 30) end,
      max_concurrency: 20
    )
    |> Stream.run()

    assert Sidecar.eventually(fn -> Connection.checkout(connection, 1_000) != {:ok, first} end)
    assert {:ok, %Raw{bytes: "running"}} = Task.await(running, 20_000)
  end

  test "a bidirectional stream carries frames both ways", %{connection: connection} do
    {:ok, gun} = Connection.checkout(connection, 1_000)
    stream = Gun.open_stream(gun, "/test.Test/Bidi", Unary.headers(:infinity, []))
    {:ok, frame} = Frame.wrap("ping")
    Gun.data(gun, stream, :nofin, frame)
    assert_receive message, 2_000
    assert {:headers, ^stream, false, 200, _} = Gun.event(message)
    assert_receive message, 2_000
    assert {:data, ^stream, false, bytes} = Gun.event(message)
    assert Frame.split(bytes) == {:ok, ["ping"], ""}
    Gun.data(gun, stream, :fin, "")
    assert_receive message, 2_000
    assert {:trailers, ^stream, trailers} = Gun.event(message)
    assert %Status{code: 0} = Status.from_headers(trailers)
  end

  test "frames are found wherever the bytes are split" do
    Random.check_all(300, fn ->
      messages = Random.list(0..4, fn -> Random.bytes(0..30) end)
      bytes = messages |> Enum.map(&elem(Frame.wrap(&1), 1)) |> IO.iodata_to_binary()
      at = Random.integer(0..byte_size(bytes))
      <<first::binary-size(at), second::binary>> = bytes
      {:ok, early, rest} = Frame.split(first)
      {:ok, late, ""} = Frame.split(rest <> second)
      assert early ++ late == messages
    end)
  end

  test "a frame that says it is compressed is refused" do
    assert Frame.split(<<1, 0::32>>) == {:error, :bad_frame}
    assert Frame.unwrap([<<1, 0::32>>]) == {:error, :bad_frame}
    assert Frame.unwrap(["b", <<0, 2::32, "a">>]) == {:ok, "ab"}
    assert Frame.unwrap(["abc", <<0, 2::32>>]) == {:error, :bad_frame}
  end

  defp call(connection, name, bytes, options \\ [timeout: 10_000]),
    do: Unary.call(connection, GrpcServer.rpc(name), %Raw{bytes: bytes}, options)
end
