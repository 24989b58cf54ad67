defmodule SnakepitShm.Grpc.Frame do
  @moduledoc "The five bytes in front of every gRPC message: not compressed, and how long."

  @max_bytes 0xFFFFFFFF

  @doc "A message with its frame, as iodata. The message is not copied."
  @spec wrap(iodata) :: {:ok, iodata} | {:error, :too_large}
  def wrap(message) do
    case IO.iodata_length(message) do
      length when length <= @max_bytes -> {:ok, [<<0, length::32>> | [message]]}
      _longer -> {:error, :too_large}
    end
  end

  @doc "The one message of a unary answer, whose bytes came last part first."
  @spec unwrap([binary]) :: {:ok, binary} | {:error, :bad_frame}
  def unwrap(parts_in_reverse) do
    case joined(parts_in_reverse) do
      <<0, length::32, message::binary-size(length)>> -> {:ok, message}
      _other -> {:error, :bad_frame}
    end
  end

  @doc "The whole messages at the start of a stream's bytes, and the bytes behind them."
  @spec split(binary, [binary]) :: {:ok, [binary], binary} | {:error, :bad_frame}
  def split(bytes, messages \\ [])

  def split(<<0, length::32, message::binary-size(length), rest::binary>>, messages),
    do: split(rest, [message | messages])

  def split(<<compressed, _rest::binary>>, _messages) when compressed != 0,
    do: {:error, :bad_frame}

  def split(rest, messages), do: {:ok, Enum.reverse(messages), rest}

  defp joined([whole]), do: whole
  defp joined(parts), do: parts |> :lists.reverse() |> IO.iodata_to_binary()
end
