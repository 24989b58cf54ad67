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
  alias SnakepitShm.{Array, Call, Client, Error, Options, Reservation, Session}

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
        do: checked |> SnakepitShm.Supervisor.start_link() |> started(),
        else: {:error, Error.new(:invalid_argument, "one of socket: and sidecar: must be given")}
    end
  end

  # What a child says about itself is worth more than which supervisor it failed.
  defp started({:error, reason} = failed) do
    case root(reason) do
      %Error{} = error -> {:error, error}
      _other -> failed
    end
  end

  defp started(ok), do: ok

  defp root({:shutdown, {:failed_to_start_child, _child, reason}}), do: root(reason)
  defp root(reason), do: reason

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

  #{Options.docs(:reserve)}

  Errors: `:sidecar_unavailable` while detached, `:too_large`, `:limit_exceeded` where no region came in
  time, `:invalid_argument`.
  """
  @spec reserve(pos_integer, keyword) :: {:ok, Reservation.t()} | {:error, Error.t()}
  defdelegate reserve(bytes, options \\ []), to: Reservation

  @doc """
  Writes bytes at an offset in bytes into a reservation that is not sealed yet.

  Errors: `:out_of_bounds` beyond what was reserved, `:invalid_argument` once it is sealed or released,
  `:map_failed`.
  """
  @spec write(Reservation.t(), non_neg_integer, iodata) :: :ok | {:error, Error.t()}
  defdelegate write(reservation, offset, bytes), to: Reservation

  @doc """
  Ends writing. What comes back may be an argument of `execute/3`, any number of times, until it is
  released.

  `type` is `:raw`, bytes in Python, or a `SnakepitShm.Array` whose `dtype` and `shape` say what is in the
  region (its `data` is not looked at).

  Errors: `:invalid_argument` for another type, or once it is sealed or released; `:out_of_bounds` for an
  array that is larger than the reservation; `:map_failed`.
  """
  @spec seal(Reservation.t(), :raw | Array.t()) :: {:ok, Reservation.t()} | {:error, Error.t()}
  defdelegate seal(reservation, type \\ :raw), to: Reservation

  @doc """
  Gives a reservation back; a second time nothing happens. What was sent stays readable for its readers,
  but it cannot be sent again.
  """
  @spec release(Reservation.t()) :: :ok
  defdelegate release(reservation), to: Reservation
end
