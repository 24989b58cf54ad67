defmodule Demo.Verify do
  @moduledoc "Computes in Elixir what the Python tool must have found, and compares."

  @mask 0x5A
  @chunk 4 * 1024 * 1024

  @doc "SHA-256, histogram and transformed bytes of `data`, by other means than the tool's."
  def expect(data, progress) do
    progress.("Elixir computes the SHA-256 for itself")
    sha256 = :crypto.hash(:sha256, data) |> Base.encode16(case: :lower)
    progress.("Elixir counts every byte for itself")
    %{sha256: sha256, histogram: histogram(data), transformed: mask(data)}
  end

  @doc "Raises unless the tool's answer is exactly what was expected."
  def check!(answer, expected) do
    same!("SHA-256", answer["sha256"], expected.sha256)
    same!("histogram", integers(answer["histogram"]), expected.histogram)
    same!("transformed bytes", answer["transformed"].data, expected.transformed)
    :ok
  end

  defp same!(_what, same, same), do: :ok
  defp same!(what, _got, _expected), do: raise("the #{what} that Python returned is wrong")

  defp integers(%SnakepitShm.Array{dtype: "<i8", data: data}),
    do: for(<<count::little-signed-64 <- data>>, do: count)

  defp mask(data) do
    for chunk <- chunks(data), into: <<>> do
      :crypto.exor(chunk, :binary.copy(<<@mask>>, byte_size(chunk)))
    end
  end

  # 256 counters, every scheduler counting in a part of the data.
  defp histogram(data) do
    data
    |> chunks()
    |> Task.async_stream(&count/1, timeout: :infinity)
    |> Enum.reduce(List.duplicate(0, 256), fn {:ok, counts}, sums ->
      Enum.zip_with(counts, sums, &+/2)
    end)
  end

  defp count(chunk) do
    counters = :counters.new(256, [])
    count(chunk, counters)
    for byte <- 1..256, do: :counters.get(counters, byte)
  end

  defp count(<<byte, rest::binary>>, counters) do
    :counters.add(counters, byte + 1, 1)
    count(rest, counters)
  end

  defp count(<<>>, _counters), do: :ok

  defp chunks(<<chunk::binary-size(@chunk), rest::binary>>), do: [chunk | chunks(rest)]
  defp chunks(rest), do: [rest]
end
