defmodule SnakepitShm.Client do
  @moduledoc """
  What every process of one client shares: its options, the implementation of memory, and a table that
  callers read without asking anybody.

  | key | value | written by |
  |---|---|---|
  | `:socket` | path of the sidecar's socket | `SnakepitShm.Sidecar`, or the option |
  | `:session` | `{id, secret}` while attached | `SnakepitShm.Session` |
  | `:lock` | the flock of the session, where memory is mapped | `SnakepitShm.Session` |
  | `:policy` | `SnakepitShm.Policy` | `SnakepitShm.Session` |
  | `:workers` | the ready workers | `SnakepitShm.Workers` |
  | `{:connection, key}` | an open connection | `SnakepitShm.Grpc.Connection` |
  | `{:dead, session}` | a session whose process is gone | `SnakepitShm.Session` |
  """
  use GenServer
  require Logger
  alias SnakepitShm.{Error, Memory}

  @enforce_keys [:name, :memory, :table, :known, :accepted, :calls, :options, :pending_reports]
  # Not its options: they hold the bearer token.
  @derive {Inspect, only: [:name, :memory]}
  defstruct @enforce_keys

  @type name :: atom
  @type t :: %__MODULE__{
          name: name,
          memory: module,
          table: :ets.table(),
          known: :ets.table(),
          accepted: :ets.table(),
          calls: :ets.table(),
          options: map,
          pending_reports: :counters.counters_ref()
        }

  @doc false
  def start_link({name, options}),
    do: GenServer.start_link(__MODULE__, {name, options}, name: process(name, __MODULE__))

  @doc "The client of that name."
  @spec fetch(name) :: {:ok, t} | {:error, Error.t()}
  def fetch(name) do
    case :persistent_term.get({__MODULE__, name}, nil) do
      nil -> {:error, Error.new(:sidecar_unavailable, "no client #{inspect(name)} is started")}
      client -> {:ok, client}
    end
  end

  @doc "Whether the tables of the client are there: they go with it."
  @spec running?(t) :: boolean
  def running?(client), do: :ets.info(client.table, :id) != :undefined

  @doc "The registered name of one of a client's processes."
  @spec process(name | t, module) :: atom
  def process(%__MODULE__{name: name}, module), do: process(name, module)
  def process(name, module), do: Module.concat(name, module |> Module.split() |> List.last())

  @doc "Id and secret of the session, or `nil` while there is none."
  @spec session(t) :: {pos_integer, binary} | nil
  def session(client), do: get(client, :session)

  @doc "Whether the kernel has said that this session's process is gone."
  @spec dead?(t, pos_integer) :: boolean
  def dead?(client, session), do: :ets.member(client.table, {:dead, session})

  @doc "What the table holds under a key, or `nil`."
  @spec get(t, term) :: term
  def get(client, key) do
    case :ets.lookup(client.table, key) do
      [{_key, value}] -> value
      [] -> nil
    end
  end

  @doc "Replaces what the table holds under a key; `nil` removes it."
  @spec put(t, term, term) :: true
  def put(client, key, nil), do: :ets.delete(client.table, key)
  def put(client, key, value), do: :ets.insert(client.table, {key, value})

  @impl true
  def init({name, options}) do
    Process.flag(:trap_exit, true)
    concurrent = [:public, read_concurrency: true, write_concurrency: true]

    client = %__MODULE__{
      name: name,
      memory: memory(),
      table: :ets.new(:snakepit_shm_client, [:public, read_concurrency: true]),
      known: :ets.new(:snakepit_shm_known, concurrent),
      accepted: :ets.new(:snakepit_shm_accepted, [:public, write_concurrency: true]),
      calls: :ets.new(:snakepit_shm_calls, [:public, write_concurrency: true]),
      options: options,
      pending_reports: :counters.new(2, [:write_concurrency])
    }

    put(client, :socket, options[:socket])
    :persistent_term.put({__MODULE__, name}, client)
    {:ok, client}
  end

  defp memory do
    memory = Memory.implementation()

    if memory == Memory.File and not :persistent_term.get({__MODULE__, :said}, false) do
      :persistent_term.put({__MODULE__, :said}, true)

      Logger.warning(
        "shared memory is read and written through files, because the NIF is not there"
      )
    end

    memory
  end

  @impl true
  def terminate(_reason, client), do: :persistent_term.erase({__MODULE__, client.name})
end
