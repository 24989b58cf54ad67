defmodule SnakepitShm.Reservation do
  @moduledoc """
  A region that is filled in place: `SnakepitShm.reserve/2`, `SnakepitShm.write/3`, `SnakepitShm.seal/2`.
  Once sealed it may be an argument of any number of calls, none of which copies its bytes.

  An older copy of the struct stays what it was; whether it still may do something is asked of the control
  table and of the magazine, so that nobody writes or sends a region that somebody else has by now.
  """
  alias SnakepitShm.{Array, Client, Error, Lease, Magazine, Memory, Options}
  alias SnakepitShm.Magazine.Loan
  alias SnakepitShm.Term.Part

  @enforce_keys [:client, :loan, :size]
  @derive {Inspect, only: [:size, :sealed]}
  defstruct [:client, :loan, :size, :sealed]

  @typedoc "What was sealed: the even generation, bytes, format and its description on the wire."
  @type sealed :: %{
          generation: pos_integer,
          length: non_neg_integer,
          format: atom,
          type: binary
        }
  @type t :: %__MODULE__{
          client: atom,
          loan: Loan.t(),
          size: pos_integer,
          sealed: sealed | nil
        }

  @doc false
  def reserve(bytes, _options) when not is_integer(bytes) or bytes < 1,
    do: invalid("a reservation has at least one byte, not #{inspect(bytes, limit: 5)}")

  def reserve(bytes, options) do
    with {:ok, %{client: name, wait_ms: wait_ms}} <- Options.check(:reserve, options),
         {:ok, client} <- Client.fetch(name),
         {:ok, loan} <- Magazine.reserve(client, bytes, nil, wait_ms) do
      {:ok, %__MODULE__{client: name, loan: loan, size: bytes}}
    else
      {:error, %Error{} = error} -> {:error, error}
      {:error, reason} -> {:error, unreserved(reason)}
    end
  end

  @doc false
  def write(%__MODULE__{sealed: nil} = reservation, offset, bytes)
      when is_integer(offset) and offset >= 0 do
    cond do
      offset + IO.iodata_length(bytes) > reservation.size ->
        message = "more bytes than the #{reservation.size} that were reserved"
        {:error, Error.new(:out_of_bounds, message)}

      not Loan.open?(reservation.loan) ->
        invalid("the reservation is sealed or was released; reserve another one")

      true ->
        with {:error, reason} <- Loan.write(reservation.loan, offset, bytes),
             do: {:error, Error.new(:map_failed, "the region cannot be written: #{reason}")}
    end
  end

  def write(%__MODULE__{sealed: nil}, offset, _bytes),
    do: invalid("an offset is a number of bytes, not #{inspect(offset, limit: 5)}")

  def write(%__MODULE__{}, _offset, _bytes), do: invalid("what is sealed cannot be written")

  @doc false
  def seal(%__MODULE__{sealed: nil, loan: loan} = reservation, type) do
    with {:ok, client} <- Client.fetch(reservation.client),
         {:ok, format, length, info} <- sealed_type(type, reservation.size),
         true <- Loan.open?(loan),
         {:ok, generation} <-
           Lease.seal(loan.lease, loan.generation, length, client.options.checksum) do
      sealed = %{generation: generation, length: length, format: format, type: info}
      {:ok, %{reservation | sealed: sealed}}
    else
      {:error, %Error{} = error} ->
        {:error, error}

      false ->
        invalid("the reservation is sealed or was released; reserve another one")

      {:error, reason} ->
        {:error, Error.new(:map_failed, "the region cannot be sealed: #{reason}")}
    end
  end

  def seal(%__MODULE__{}, _type), do: invalid("it is sealed already")

  @doc false
  def release(%__MODULE__{} = reservation) do
    with {:ok, client} <- Client.fetch(reservation.client),
         do: Magazine.give_back(client, reservation.loan, :delivered)

    :ok
  end

  @doc """
  A copy of what was sealed. Only as long as the reservation is held: then nobody else writes the region.
  Looked at again after the copy, because another process may have released it meanwhile.
  """
  @spec read(t, Client.t()) :: {:ok, binary} | {:error, Error.t()}
  def read(%__MODULE__{loan: loan, sealed: sealed}, client) do
    with true <- Magazine.lent?(client, loan),
         bytes when is_binary(bytes) <- Memory.copy_out(loan.lease.payload, 0, sealed.length),
         true <- Magazine.lent?(client, loan) do
      {:ok, bytes}
    else
      false ->
        invalid(
          "the reservation is not held any more: it was released, its process ended, or its client was " <>
            "started anew; reserve and fill another one"
        )

      {:error, reason} ->
        {:error, Error.new(:map_failed, "the region cannot be read: #{reason}")}
    end
  end

  defp sealed_type(:raw, size), do: {:ok, :raw, size, Part.raw_type()}

  defp sealed_type(%Array{} = array, size) do
    case Array.expected_size(array) do
      {:ok, length} when length <= size ->
        {:ok, :ndarray, length, Array.type_info(array)}

      {:ok, _larger} ->
        {:error, Error.new(:out_of_bounds, "the array is larger than the reservation")}

      {:error, reason} ->
        invalid(reason)
    end
  end

  defp sealed_type(other, _size),
    do: invalid("a region is sealed as :raw or as an array, not as #{inspect(other, limit: 5)}")

  defp unreserved(:no_session), do: Error.new(:sidecar_unavailable, "not attached to a sidecar")

  defp unreserved(:too_large),
    do: Error.new(:too_large, "more bytes than the largest region holds")

  defp unreserved(:no_region), do: Error.new(:limit_exceeded, "no region could be leased in time")

  defp invalid(message), do: {:error, Error.new(:invalid_argument, message)}
end
