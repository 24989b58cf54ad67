defmodule SnakepitShm.E2e.ElixirPythonTest do
  @moduledoc "Real calls: this node, a real sidecar, a real Python worker."
  use ExUnit.Case, async: true
  import SnakepitShm.Test.Random
  alias SnakepitShm.{Array, Client, Error, Magazine, Memory}
  alias SnakepitShm.Grpc.Unary
  alias SnakepitShm.Proto.Shm.V1.{Admin, TracesRequest}
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag timeout: 120_000

  setup_all do
    %{shm: Sidecar.start(sidecar: [workers: 2])}
  end

  for transfer <- [:inline, :shm] do
    describe "transfer #{transfer}" do
      @describetag transfer: transfer

      test "[GP-2.2] values come back as what they were", %{shm: shm, transfer: transfer} do
        check_all(60, fn ->
          value = value()
          assert {:ok, back} = execute(shm, "echo", %{value: value}, transfer)
          assert back == plain(value)
        end)
      end

      test "[GP-5.1] [GP-13.1] large bytes arrive whole", %{shm: shm, transfer: transfer} do
        for size <- [1_024, 65_536, 65_537, 3_000_000] do
          data = :rand.bytes(size)
          hash = :crypto.hash(:sha256, data) |> Base.encode16(case: :lower)
          assert {:ok, ^hash} = execute(shm, "sha256", %{data: {:bytes, data}}, transfer)
        end
      end

      test "[GP-5.2] [GP-5.3] [GP-13.2] large results come back whole", %{
        shm: shm,
        transfer: transfer
      } do
        for size <- [70_000, 2_000_000] do
          data = :rand.bytes(size)
          assert {:ok, back} = execute(shm, "echo", %{value: {:bytes, [data, "end"]}}, transfer)
          assert :crypto.hash(:md5, back) == :crypto.hash(:md5, [data, "end"])
        end
      end

      test "[GP-10.1] [GP-13.5] arrays keep type and shape", %{shm: shm, transfer: transfer} do
        data = for i <- 1..30_000, into: "", do: <<i * 1.0::32-float-little>>
        array = %Array{data: data, dtype: "<f4", shape: {3, 100, 100}}

        assert {:ok, ["ndarray", "<f4", [3, 100, 100], _sum]} =
                 execute(shm, "describe", %{value: array}, transfer)

        assert {:ok, ^array} = execute(shm, "echo", %{value: array}, transfer)
      end

      test "[GP-2.3] [GP-13.3] errors are the same", %{shm: shm, transfer: transfer} do
        data = :rand.bytes(100_000)

        assert {:error,
                %Error{code: :tool_failed, exception: "ValueError", tool_started: true} = error} =
                 execute(shm, "fail", %{message: "not today"}, transfer)

        assert error.message =~ "not today"
        assert error.traceback =~ "shm_test_tools"

        assert {:error, %Error{code: :tool_not_found, tool_started: false}} =
                 execute(shm, "nothing", %{data: data}, transfer)
      end
    end
  end

  test "[GP-2.1] [GP-12.2] what is large goes through shared memory by itself, and the report says why",
       %{shm: shm} do
    trace = Base.encode16(:rand.bytes(16), case: :lower)
    options = [client: shm, traceparent: "00-#{trace}-#{String.duplicate("1", 16)}-01"]
    {:ok, _} = SnakepitShm.execute("size", %{data: :rand.bytes(11_000_000)}, options)

    assert [%{method: :shm, reason: :over_threshold, bytes: 11_000_000}] =
             reported(shm, trace).payloads
  end

  test "[GP-12.5] [GP-2.5] a call continues the trace that it is given", %{shm: shm} do
    trace = Base.encode16(:rand.bytes(16), case: :lower)
    options = [client: shm, transfer: :shm, traceparent: "00-#{trace}-00f067aa0ba902b7-01"]
    {:ok, 200_000} = SnakepitShm.execute("size", %{data: :rand.bytes(200_000)}, options)
    report = reported(shm, trace)
    assert report.role == :caller
    assert report.parent_span_id == <<0x00F067AA0BA902B7::64>>
    assert Enum.map(report.stages, & &1.name) == ["lease", "copy", "send"]
    assert [%{direction: :request, method: :shm, reason: :forced}] = report.payloads
  end

  test "[SM-6.1] what is built in place is sent many times without a copy", %{shm: shm} do
    data = :rand.bytes(500_000)
    {:ok, region} = SnakepitShm.reserve(500_000, client: shm)

    assert {:error, %Error{code: :invalid_argument}} =
             SnakepitShm.execute("size", %{data: region}, client: shm)

    :ok = SnakepitShm.write(region, 0, binary_part(data, 0, 200_000))
    :ok = SnakepitShm.write(region, 200_000, [binary_part(data, 200_000, 300_000)])
    assert {:error, %Error{code: :out_of_bounds}} = SnakepitShm.write(region, 499_999, "ab")
    {:ok, sealed} = SnakepitShm.seal(region)
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.write(sealed, 0, "a")

    hash = :crypto.hash(:sha256, data) |> Base.encode16(case: :lower)
    send = fn _ -> SnakepitShm.execute("sha256", %{data: sealed}, client: shm) end
    results = 1..20 |> Task.async_stream(send, max_concurrency: 4) |> Enum.map(&elem(&1, 1))
    assert Enum.uniq(results) == [{:ok, hash}]

    assert {:ok, ^hash} =
             SnakepitShm.execute("sha256", %{data: sealed}, client: shm, transfer: :inline)

    :ok = SnakepitShm.release(sealed)

    # Somebody else may be writing there by now.
    assert {:error, %Error{code: :invalid_argument}} =
             SnakepitShm.execute("sha256", %{data: sealed}, client: shm)
  end

  test "a region that the worker still looks at is not written", %{shm: shm} do
    worker = hd(workers(shm)).id

    call = fn tool, arguments ->
      SnakepitShm.execute(tool, arguments, client: shm, transfer: :shm, worker: worker)
    end

    {:ok, _} = call.("keep", %{data: {:bytes, :binary.copy("a", 3_000_000)}})
    for _ <- 1..6, do: {:ok, _} = call.("size", %{data: {:bytes, :binary.copy("b", 3_000_000)}})
    assert {:ok, "a" <> _} = call.("echo", %{value: {:text, "a"}})
    {:ok, 0} = call.("drop", %{})
  end

  test "[SM-3.3] a result is released when it is garbage, so regions do not grow in number", %{
    shm: shm
  } do
    loop = fn count ->
      for _ <- 1..count do
        {:ok, %Array{data: data}} =
          SnakepitShm.execute("ones", %{count: 2_000_000},
            client: shm,
            result_transfer: :shm,
            worker: hd(workers(shm)).id
          )

        assert binary_part(data, 1_999_999, 1) == <<1>>
      end
    end

    Task.await(Task.async(fn -> loop.(10) end))
    before = known(shm)
    Task.await(Task.async(fn -> loop.(40) end))
    assert known(shm) - before <= 1
  end

  test "[GP-14.3] one thousand warm transfers make no Broker call", %{shm: shm} do
    data = {:bytes, :rand.bytes(100_000)}
    worker = hd(workers(shm)).id

    call = fn ->
      {:ok, 100_000} =
        SnakepitShm.execute("size", %{data: data}, client: shm, transfer: :shm, worker: worker)
    end

    for _ <- 1..50, do: call.()
    Process.sleep(300)
    before = Sidecar.stats(shm).calls
    for _ <- 1..1_000, do: call.()
    later = Sidecar.stats(shm).calls

    for method <- ["Lease", "Open", "Return", "Session"],
        do: assert(later[method] == before[method])
  end

  test "options that do not exist are refused with a hint", %{shm: shm} do
    assert {:error, %Error{code: :invalid_argument, message: message}} =
             SnakepitShm.execute("size", %{}, client: shm, tranfer: :shm)

    assert message =~ "did you mean :transfer?"
  end

  test "[GP-1.4] a node without the NIF gets the same results through files" do
    name = :"files_#{System.unique_integer([:positive])}"
    System.put_env("SNAKEPIT_SHM_NO_NIF", "1")
    spec = {SnakepitShm, name: name, sidecar: Sidecar.sidecar()}
    start_supervised!(spec)
    :ok = SnakepitShm.await_attached(name)
    System.delete_env("SNAKEPIT_SHM_NO_NIF")
    assert client(name).memory == Memory.File

    for size <- [1_024, 300_000, 5_000_000] do
      data = :rand.bytes(size)
      options = [client: name, transfer: :shm, result_transfer: :shm]
      assert {:ok, back} = SnakepitShm.execute("echo", %{value: {:bytes, data}}, options)
      assert back == data
    end

    assert known(name) > 0, "its results came by reference"
    assert map_size(Magazine.stats(client(name)).idle) > 0
  end

  defp execute(shm, tool, arguments, transfer),
    do:
      SnakepitShm.execute(tool, arguments,
        client: shm,
        transfer: transfer,
        result_transfer: transfer
      )

  # How a value comes back: binaries without the tag that says what they are in Python.
  defp plain({tag, value}) when tag in [:bytes, :text], do: value
  defp plain(list) when is_list(list), do: Enum.map(list, &plain/1)

  defp plain(tuple) when is_tuple(tuple),
    do: tuple |> Tuple.to_list() |> plain() |> List.to_tuple()

  defp plain(map) when is_map(map), do: Map.new(map, fn {key, value} -> {key, plain(value)} end)
  defp plain(value), do: value

  defp client(name), do: name |> Client.fetch() |> elem(1)
  defp workers(name), do: Client.get(client(name), :workers)
  defp known(name), do: client(name).known |> :ets.match({:_, :"$1"}) |> length()

  defp reported(name, trace) do
    request = %TracesRequest{trace_id: Base.decode16!(trace, case: :lower)}

    Sidecar.eventually(fn ->
      with {:ok, %{traces: [%{reports: reports}]}} <-
             Unary.call({client(name).table, :sidecar}, Admin.get_traces(), request),
           do: Enum.find(reports, &(&1.role == :caller)),
           else: (_ -> nil)
    end)
  end
end
