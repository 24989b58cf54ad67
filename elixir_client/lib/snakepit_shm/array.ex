defmodule SnakepitShm.Array do
  @moduledoc """
  An n-dimensional array, as numpy knows it.

    * `data` - the elements, row by row: a binary, or iodata on the way out
    * `dtype` - numpy's name of the element type with its byte order, such as `"<f4"` or `"|u1"`
    * `shape` - elements along each axis, a tuple; `{}` is a scalar
    * `strides` - bytes between neighbours along each axis, a list, or `nil` where rows follow each other

  Where Nx is loaded, tensors may be sent as they are, and `to_nx/1` makes one without a copy.
  """
  alias SnakepitShm.Proto.Shm.V1.{NdArrayInfo, TypeInfo}

  @enforce_keys [:data, :dtype, :shape]
  @derive {Inspect, only: [:dtype, :shape]}
  defstruct [:data, :dtype, :shape, :strides]

  @type t :: %__MODULE__{
          data: iodata,
          dtype: String.t(),
          shape: tuple,
          strides: [integer] | nil
        }

  @nx_types %{
    {:u, 8} => "|u1",
    {:u, 16} => "<u2",
    {:u, 32} => "<u4",
    {:u, 64} => "<u8",
    {:s, 8} => "|i1",
    {:s, 16} => "<i2",
    {:s, 32} => "<i4",
    {:s, 64} => "<i8",
    {:f, 16} => "<f2",
    {:f, 32} => "<f4",
    {:f, 64} => "<f8",
    {:c, 64} => "<c8",
    {:c, 128} => "<c16"
  }
  @types_of_nx Map.new(@nx_types, fn {nx, dtype} -> {dtype, nx} end)

  @most_dimensions 32
  @largest 0x1FFFFFFFFFFFFF

  @compile {:no_warn_undefined, Nx}

  @doc "An array of bytes, `\"|u1\"`."
  @spec bytes(iodata) :: t
  def bytes(data), do: %__MODULE__{data: data, dtype: "|u1", shape: {IO.iodata_length(data)}}

  @doc "Bytes of one element, or `:error` for a type that is not numeric."
  @spec item_size(String.t()) :: {:ok, pos_integer} | :error
  def item_size(<<order, kind, size::binary>>)
      when order in '<>|=' and kind in 'biufc' and byte_size(size) < 10 do
    case Integer.parse(size) do
      {bytes, ""} when bytes > 0 -> {:ok, bytes}
      _other -> :error
    end
  end

  def item_size(_other), do: :error

  @doc "The bytes that dtype and shape ask for, or why they cannot be an array."
  @spec expected_size(t) :: {:ok, non_neg_integer} | {:error, String.t()}
  def expected_size(%__MODULE__{dtype: dtype, shape: shape, strides: strides}) do
    with {:shape, true} <- {:shape, is_tuple(shape) and sizes?(Tuple.to_list(shape))},
         {:strides, true} <- {:strides, strides == nil or strides?(strides, tuple_size(shape))},
         {:ok, size} <- item_size(dtype) do
      {:ok, Tuple.product(shape) * size}
    else
      {:shape, false} ->
        {:error, "the shape of an array is a tuple of at most #{@most_dimensions} sizes"}

      {:strides, false} ->
        {:error, "the strides of an array are a list of bytes, one number for each axis"}

      :error ->
        {:error,
         "#{inspect(dtype, limit: 5, printable_limit: 32)} is no numeric numpy type with a byte order"}
    end
  end

  # No more than numpy takes; what a peer sends must not keep this process multiplying either.
  defp sizes?(shape), do: length(shape) <= @most_dimensions and Enum.all?(shape, &size?/1)

  defp strides?(strides, axes),
    do:
      is_list(strides) and not List.improper?(strides) and length(strides) == axes and
        Enum.all?(strides, &size?/1)

  defp size?(number), do: is_integer(number) and number >= 0 and number <= @largest

  @doc "How the array is described on the wire."
  @spec type_info(t) :: binary
  def type_info(%__MODULE__{} = array) do
    info = %NdArrayInfo{
      dtype: array.dtype,
      shape: Tuple.to_list(array.shape),
      strides: array.strides || []
    }

    IO.iodata_to_binary(TypeInfo.encode(%TypeInfo{format: :ndarray, ndarray: info}))
  end

  @doc "The array behind bytes that came with a description, or what does not fit."
  @spec from_wire(NdArrayInfo.t(), binary) :: {:ok, t} | {:error, String.t()}
  def from_wire(%NdArrayInfo{} = info, data) do
    strides = if info.strides == [], do: nil, else: info.strides
    # More axes than numpy knows are refused below, whatever they are.
    shape = info.shape |> Enum.take(@most_dimensions + 1) |> List.to_tuple()
    array = %__MODULE__{data: data, dtype: info.dtype, shape: shape, strides: strides}

    case expected_size(array) do
      {:ok, size} when size == byte_size(data) ->
        {:ok, array}

      {:ok, size} ->
        {:error,
         "#{info.dtype} of shape #{inspect(shape)} is #{size} bytes, but #{byte_size(data)} came"}

      {:error, reason} ->
        {:error, reason}
    end
  end

  @doc "The array as an `Nx` tensor that shares its bytes. Raises where Nx is missing or knows no such type."
  @spec to_nx(t) :: struct
  def to_nx(%__MODULE__{strides: nil} = array) do
    type = Map.fetch!(@types_of_nx, array.dtype)
    array.data |> IO.iodata_to_binary() |> Nx.from_binary(type) |> Nx.reshape(array.shape)
  end

  @doc "The array that an `Nx` tensor is."
  @spec from_nx(struct) :: {:ok, t} | {:error, String.t()}
  def from_nx(%{type: type, shape: shape} = tensor) do
    case @nx_types do
      %{^type => dtype} ->
        {:ok, %__MODULE__{data: Nx.to_binary(tensor), dtype: dtype, shape: shape}}

      _other ->
        {:error, "numpy has no type for #{inspect(type)}"}
    end
  end
end
