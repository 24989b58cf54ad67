defmodule SnakepitShm.Magazine.Broker do
  @moduledoc "What a magazine asks of the sidecar, each in a process of its own: never in a caller's way."
  require Logger
  alias SnakepitShm.{Client, Lease, Memory}
  alias SnakepitShm.Grpc.{Status, Unary}
  alias SnakepitShm.Magazine.Loan
  alias SnakepitShm.Proto.Shm.V1.{Broker, LeaseRequest, ReturnRequest, SessionProof}

  @timeout_ms 10_000

  @doc "Leases and maps regions; the calling process gets `{ref, leases | {:error, reason}}`."
  @spec lease(Client.t(), map, pos_integer, pos_integer) :: reference
  def lease(client, session, capacity, count) do
    holder = %{keeper: self(), lock: session.lock}

    Task.Supervisor.async_nolink(Client.process(client, Task.Supervisor), fn ->
      request = %LeaseRequest{
        proof: proof(session),
        request_id: Base.encode16(:crypto.strong_rand_bytes(12)),
        min_bytes: capacity,
        count: count
      }

      with {:ok, response} <- granted(client, request, 2),
           do: Enum.flat_map(response.leases, &opened(client, session, &1, holder))
    end).ref
  end

  @doc "Gives leases back to the sidecar."
  @spec return(Client.t(), [Lease.t()]) :: :ok
  def return(_client, []), do: :ok

  def return(client, leases) do
    Enum.each(leases, &close/1)

    # Mapped as long as this process remembers them; memory that was given back must not stay for that.
    send(self(), :collect)

    with {id, secret} <- Client.session(client) do
      request = %ReturnRequest{
        proof: proof(%{id: id, secret: secret}),
        leases: Enum.map(leases, & &1.lease)
      }

      Task.Supervisor.start_child(Client.process(client, Task.Supervisor), fn ->
        Unary.call({client.table, :sidecar}, Broker.return(), request, timeout: @timeout_ms)
      end)
    end

    :ok
  end

  @doc "Gives back what a shelf found to be of no more use. A corrupt record is worth a line in the log."
  @spec return_spent(Client.t(), SnakepitShm.Magazine.Shelf.spent()) :: :ok
  def return_spent(client, spent) do
    for {:corrupt, lease} <- spent do
      Logger.error(
        "CONTROL_CORRUPT: impossible counters for lease #{lease.lease}; its region is given up"
      )
    end

    return(client, Enum.map(spent, &elem(&1, 1)))
  end

  @doc "Lets go of a region."
  @spec close(Lease.t()) :: :ok
  def close(lease), do: Memory.close(lease.payload)

  @doc "Sends `{:quiet, loan id}` when no write into the region is running any more."
  @spec when_quiet(Loan.t(), pid) :: pid
  def when_quiet(loan, magazine) do
    spawn(fn ->
      Memory.await_idle(loan.lease.payload)
      send(magazine, {:quiet, Loan.id(loan)})
    end)
  end

  # The same request id again: an answer that was lost does not lose the regions.
  defp granted(client, request, attempts) do
    case Unary.call({client.table, :sidecar}, Broker.lease(), request, timeout: @timeout_ms) do
      {:error, %{code: nil}} when attempts > 1 -> granted(client, request, attempts - 1)
      {:error, status} -> refused(status)
      {:ok, response} -> {:ok, response}
    end
  end

  defp refused(status) do
    error = Status.to_error(status, :sidecar)
    Logger.info("no region could be leased: #{Exception.message(error)}")
    {:error, error}
  end

  defp opened(client, session, granted, holder) do
    case Lease.open(granted, session.id, session.control, client.memory, holder) do
      {:ok, lease} ->
        [lease]

      {:error, reason} ->
        Logger.warning("a leased region could not be opened: #{reason}")
        []
    end
  end

  defp proof(session), do: %SessionProof{session: session.id, secret: session.secret}
end
