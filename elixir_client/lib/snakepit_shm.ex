defmodule SnakepitShm do
  @moduledoc """
  Calls Python tools from Elixir and moves large arguments and results through warm shared memory, so
  that nobody copies who need not.

      children = [
        {SnakepitShm, sidecar: [workers: 2, adapter: "my_tools:Tools"]}
      ]

      {:ok, total} = SnakepitShm.execute("sum_bytes", %{data: image})

  The bytes travel the way that is faster for their size; results and errors are the same either way.
  `SnakepitShm.Term` says what values become in Python, `SnakepitShm.Error` what can go wrong.

  ## Building in place

  What is written straight into shared memory is not copied when it is sent, however often:

      {:ok, region} = SnakepitShm.reserve(100_000_000)
      :ok = SnakepitShm.write(region, 0, frame)
      {:ok, frame} = SnakepitShm.seal(region)
      {:ok, _} = SnakepitShm.execute("detect", %{frame: frame})
      :ok = SnakepitShm.release(frame)

  ## Results

  A large result is a binary whose bytes are the worker's region. The region is free again when the
  binary is garbage, so do not keep it for long: `:binary.copy/1` what must stay.
  """
  alias SnakepitShm.{Array, Call, Client, Error, Lease, Magazine, Options, Reservation, Session}
  alias SnakepitShm.Magazine.Loan
  alias SnakepitShm.Term.Part

  @doc """
  Starts a client under a supervisor.

  One of `:socket` and `:sidecar` must be given.

  #{Options.docs(:client)}

  ## Options of `sidecar:`

  #{Options.docs(:sidecar)}
  """
  @spec start_link(keyword) :: Supervisor.on_start() | {:error, Error.t()}
  def start_link(options) do
    with {:ok, checked} <- Options.check(:client, options),
         {:ok, _sidecar} <- Options.check(:sidecar, checked.sidecar || []) do
      if checked.socket || checked.sidecar,
        do: SnakepitShm.Supervisor.start_link(checked),
        else: {:error, Error.new(:invalid_argument, "one of socket: and sidecar: must be given")}
    end
  end

  @doc false
  def child_spec(options) do
    %{
      id: Keyword.get(options, :name, __MODULE__),
      type: :supervisor,
      start: {__MODULE__, :start_link, [options]}
    }
  end

  @doc """
  Waits until the client is attached to its sidecar. Calls need not wait for it: until then they go
  inline, or wait for a worker.
  """
  @spec await_attached(atom, timeout) :: :ok | {:error, :timeout}
  def await_attached(name \\ __MODULE__, timeout_ms \\ 30_000) do
    case Client.fetch(name) do
      {:ok, client} -> Session.await(client, timeout_ms)
      {:error, _not_started} -> {:error, :timeout}
    end
  end

  @doc """
  Runs a tool with arguments by name and returns its result.

  #{Options.docs(:call)}
  """
  @spec execute(String.t(), map | keyword, keyword) :: {:ok, term} | {:error, Error.t()}
  def execute(tool, arguments \\ %{}, options \\ []) do
    with {:ok, options} <- Options.check(:call, options),
         {:ok, client} <- Client.fetch(options.client),
         do: Call.run(client, tool, arguments, options)
  end

  @doc "Like `execute/3`, but returns the bare result and raises `SnakepitShm.Error`."
  @spec execute!(String.t(), map | keyword, keyword) :: term
  def execute!(tool, arguments \\ %{}, options \\ []) do
    case execute(tool, arguments, options) do
      {:ok, result} -> result
      {:error, error} -> raise error
    end
  end

  @doc """
  Takes a warm region for `bytes` bytes, to be filled in place. It belongs to the calling process: when
  that ends, the region goes back.

  Options: `client:`; `wait_ms:`, how long to wait for a cold region (5000).
  """
  @spec reserve(pos_integer, keyword) :: {:ok, Reservation.t()} | {:error, Error.t()}
  def reserve(bytes, options \\ []) when is_integer(bytes) and bytes > 0 do
    name = Keyword.get(options, :client, __MODULE__)

    with {:ok, client} <- Client.fetch(name),
         {:ok, loan} <-
           Magazine.reserve(client, bytes, nil, Keyword.get(options, :wait_ms, 5_000)) do
      {:ok, %Reservation{client: name, loan: loan, size: bytes}}
    else
      {:error, %Error{} = error} -> {:error, error}
      {:error, reason} -> {:error, unreserved(reason)}
    end
  end

  @doc "Writes bytes into a reservation that is not sealed yet."
  @spec write(Reservation.t(), non_neg_integer, iodata) :: :ok | {:error, Error.t()}
  def write(%Reservation{sealed: nil} = reservation, offset, bytes) do
    if offset + IO.iodata_length(bytes) <= reservation.size do
      with {:error, reason} <- Loan.write(reservation.loan, offset, bytes),
           do: {:error, Error.new(:map_failed, "the region cannot be written: #{reason}")}
    else
      {:error,
       Error.new(:out_of_bounds, "more bytes than the #{reservation.size} that were reserved")}
    end
  end

  def write(%Reservation{}, _offset, _bytes),
    do: {:error, Error.new(:invalid_argument, "what is sealed cannot be written")}

  @doc """
  Ends writing. What comes back may be an argument of `execute/3`, any number of times.

  `type` is `:raw`, bytes in Python, or a `SnakepitShm.Array` whose `dtype` and `shape` say what is in the
  region (its `data` is not looked at).
  """
  @spec seal(Reservation.t(), :raw | Array.t()) :: {:ok, Reservation.t()} | {:error, Error.t()}
  def seal(reservation, type \\ :raw)

  def seal(%Reservation{sealed: nil} = reservation, type) do
    loan = reservation.loan

    with {:ok, client} <- Client.fetch(reservation.client),
         {:ok, format, length, info} <- sealed_type(type, reservation.size),
         {:ok, generation} <-
           Lease.seal(loan.lease, loan.generation, length, client.options.checksum) do
      sealed = %{generation: generation, length: length, format: format, type: info}
      {:ok, %{reservation | sealed: sealed}}
    else
      {:error, %Error{} = error} ->
        {:error, error}

      {:error, reason} ->
        {:error, Error.new(:map_failed, "the region cannot be sealed: #{reason}")}
    end
  end

  def seal(%Reservation{}, _type),
    do: {:error, Error.new(:invalid_argument, "it is sealed already")}

  @doc "Gives a reservation back. What was sent stays readable for its readers."
  @spec release(Reservation.t()) :: :ok
  def release(%Reservation{} = reservation) do
    with {:ok, client} <- Client.fetch(reservation.client),
         do: Magazine.give_back(client, reservation.loan, :delivered)

    :ok
  end

  defp sealed_type(:raw, size), do: {:ok, :raw, size, Part.raw_type()}

  defp sealed_type(%Array{} = array, size) do
    case Array.expected_size(array) do
      {:ok, length} when length <= size ->
        {:ok, :ndarray, length, Array.type_info(array)}

      {:ok, _larger} ->
        {:error, Error.new(:out_of_bounds, "the array is larger than the reservation")}

      {:error, reason} ->
        {:error, Error.new(:invalid_argument, reason)}
    end
  end

  defp unreserved(:no_session), do: Error.new(:sidecar_unavailable, "not attached to a sidecar")

  defp unreserved(:too_large),
    do: Error.new(:too_large, "more bytes than the largest region holds")

  defp unreserved(:no_region), do: Error.new(:limit_exceeded, "no region could be leased in time")
end
