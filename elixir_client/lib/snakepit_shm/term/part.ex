defmodule SnakepitShm.Term.Part do
  @moduledoc """
  What was lifted out of a value, to travel inline or through shared memory: `type` is its description
  on the wire, `size` counts bytes, and `body` is iodata or a sealed `SnakepitShm.Reservation`.
  """
  alias SnakepitShm.Proto.Shm.V1.TypeInfo

  @enforce_keys [:format, :type, :size, :body]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          format: :raw | :ndarray | :arrow | :term,
          type: binary,
          size: non_neg_integer,
          body: iodata | struct
        }

  @raw_type IO.iodata_to_binary(TypeInfo.encode(%TypeInfo{format: :raw}))

  @doc "Plain bytes."
  @spec raw(iodata, non_neg_integer) :: t
  def raw(bytes, size), do: %__MODULE__{format: :raw, type: @raw_type, size: size, body: bytes}

  @doc "The description of plain bytes."
  @spec raw_type() :: binary
  def raw_type, do: @raw_type
end
