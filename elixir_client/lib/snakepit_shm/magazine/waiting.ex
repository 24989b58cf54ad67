defmodule SnakepitShm.Magazine.Waiting do
  @moduledoc "Who waits for a region of which capacity, first come, first served, each for a bounded time."

  @enforce_keys [:from, :capacity, :reader, :timer]
  defstruct @enforce_keys

  @type t :: %__MODULE__{from: GenServer.from(), capacity: pos_integer, reader: pos_integer | nil}

  @doc "Lets a caller wait; this process gets `{:give_up, from}` when its time is over."
  @spec add([t], GenServer.from(), pos_integer, pos_integer | nil, non_neg_integer) :: [t]
  def add(waiting, from, capacity, reader, wait_ms) do
    timer = Process.send_after(self(), {:give_up, from}, wait_ms)
    waiting ++ [%__MODULE__{from: from, capacity: capacity, reader: reader, timer: timer}]
  end

  @doc "Takes a caller out of the line."
  @spec take([t], GenServer.from()) :: {t | nil, [t]}
  def take(waiting, from) do
    case Enum.split_with(waiting, &(&1.from == from)) do
      {[waiter], rest} -> {waiter, rest}
      {[], rest} -> {nil, rest}
    end
  end

  @doc "How many wait for a capacity."
  @spec count([t], pos_integer) :: non_neg_integer
  def count(waiting, capacity), do: Enum.count(waiting, &(&1.capacity == capacity))

  @doc "Offers everybody in the line to `serve`, which returns `{:ok, reply, state}` or `{:none, state}`."
  @spec serve([t], state, (t, state -> {:ok, term, state} | {:none, state})) :: {[t], state}
        when state: term
  def serve(waiting, state, serve) do
    Enum.flat_map_reduce(waiting, state, fn waiter, state ->
      case serve.(waiter, state) do
        {:ok, reply, state} ->
          Process.cancel_timer(waiter.timer)
          GenServer.reply(waiter.from, {:ok, reply})
          {[], state}

        {:none, state} ->
          {[waiter], state}
      end
    end)
  end
end
