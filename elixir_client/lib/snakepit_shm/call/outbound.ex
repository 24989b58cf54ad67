defmodule SnakepitShm.Call.Outbound do
  @moduledoc "The large parts of a call on their way out: decided, written, sealed, and settled afterwards."
  alias SnakepitShm.{Client, Deadline, Error, Lease, Magazine, Policy, Reservation, Trace}
  alias SnakepitShm.Magazine.Loan
  alias SnakepitShm.Proto.Shm.V1.{Payload, PayloadReport}

  defstruct payloads: [], loans: [], sends: [], refs?: false

  @type t :: %__MODULE__{}

  @doc """
  Makes the payloads of a call. From its second attempt on everything goes inline. Fails where a
  reservation cannot be sent any more.
  """
  @spec prepare(map, Trace.t()) :: {:ok, t, Trace.t()} | {:error, Error.t(), Trace.t()}
  def prepare(call, trace), do: prepare(call.parts, call, %__MODULE__{}, trace)

  defp prepare([part | rest], call, outbound, trace) do
    {method, reason} = decide(call, part)

    case add(method, reason, part, call, outbound, trace) do
      {:error, error} ->
        finish(call.client, outbound, :failed)
        {:error, error, trace}

      {outbound, trace} ->
        prepare(rest, call, outbound, trace)
    end
  end

  defp prepare([], _call, outbound, trace),
    do: {:ok, %{outbound | payloads: Enum.reverse(outbound.payloads)}, trace}

  @doc "Gives every region back."
  @spec finish(Client.t(), t, :delivered | :failed) :: :ok
  def finish(client, outbound, outcome) do
    Enum.each(outbound.loans, &Magazine.give_back(client, &1, outcome))

    Enum.each(outbound.sends, fn {lease, address} ->
      Magazine.sent(client, lease, address, outcome)
    end)
  end

  @doc "Notes in the trace why the first attempt's refs were refused."
  @spec refused(Trace.t(), Error.t()) :: Trace.t()
  def refused(trace, error) do
    payloads =
      for report <- trace.payloads do
        if report.method == :shm, do: %{report | detail: Error.wire_code(error)}, else: report
      end

    %{trace | payloads: payloads}
  end

  defp decide(%{attempt: attempt}, _part) when attempt > 0, do: {:inline, :ref_refused}
  defp decide(%{options: %{transfer: :inline}}, _part), do: {:inline, :forced}

  defp decide(call, part) do
    case wish(call, part) do
      {:shm, reason} -> possible(call, reason)
      inline -> inline
    end
  end

  defp wish(_call, %{body: %Reservation{}}), do: {:shm, :built_in_place}

  defp wish(call, part) do
    policy = Client.get(call.client, :policy)

    Policy.decide(
      policy,
      call.options.transfer,
      part.size,
      part.format,
      :request,
      call.client.options.pool
    )
  end

  defp possible(call, reason) do
    cond do
      call.worker.session == 0 -> {:inline, :peer_unknown}
      not call.worker.shm? -> {:inline, :peer_unsupported}
      Client.get(call.client, :attached?) -> {:shm, reason}
      true -> {:inline, :no_session}
    end
  end

  defp add(:inline, reason, part, call, outbound, trace),
    do: inline(part, reason, "", call, outbound, trace)

  defp add(:shm, reason, %{body: %Reservation{} = reservation} = part, call, outbound, trace) do
    case Magazine.address(call.client, reservation.loan, call.worker.session) do
      {:ok, address, lease} ->
        sealed = [generation: reservation.sealed.generation, length: part.size, type: part.type]
        outbound = %{outbound | sends: [{lease.lease, address} | outbound.sends]}
        shm(part, reason, Lease.ref(lease, address, sealed), true, outbound, trace)

      {:error, reason} ->
        inline(part, reason, "", call, outbound, trace)
    end
  end

  defp add(:shm, reason, part, call, outbound, trace) do
    wait_ms = min(call.client.options.lease_wait_ms, Deadline.left_ms(call.deadline))

    {loan, trace} =
      Trace.stage(trace, "lease", fn ->
        Magazine.reserve(call.client, part.size, call.worker.session, wait_ms)
      end)

    case loan do
      {:ok, loan} -> write(loan, reason, part, call, outbound, trace)
      {:error, reason} -> inline(part, reason, "", call, outbound, trace)
    end
  end

  defp write(loan, reason, part, call, outbound, trace) do
    warm? = loan.n > 1

    {written, trace} =
      Trace.stage(trace, "copy", fn ->
        with :ok <- Loan.write(loan, 0, part.body),
             do: Loan.seal_for_reader(loan, part.size, part.type, call.client.options.checksum)
      end)

    case written do
      {:ok, ref} ->
        shm(part, reason, ref, warm?, %{outbound | loans: [loan | outbound.loans]}, trace)

      {:error, _posix} ->
        Magazine.give_back(call.client, loan, :failed)
        inline(part, :write_failed, Error.wire_code(:map_failed), call, outbound, trace)
    end
  end

  defp shm(part, reason, ref, warm?, outbound, trace) do
    payload = %Payload{type: part.type, body: {:ref, ref}}
    report = %{reported(part, :shm, reason) | warm: warm?}

    {%{outbound | payloads: [payload | outbound.payloads], refs?: true},
     Trace.payload(trace, report)}
  end

  defp inline(part, reason, detail, call, outbound, trace) do
    with {:ok, bytes} <- bytes(part.body, call) do
      payload = %Payload{type: part.type, body: {:inline, bytes}}
      report = %{reported(part, :inline, reason) | detail: detail}
      {%{outbound | payloads: [payload | outbound.payloads]}, Trace.payload(trace, report)}
    end
  end

  defp bytes(%Reservation{} = reservation, call), do: Reservation.read(reservation, call.client)
  defp bytes(iodata, _call), do: {:ok, iodata}

  defp reported(part, method, reason) do
    %PayloadReport{
      direction: :request,
      method: method,
      reason: reason,
      bytes: part.size,
      format: part.format
    }
  end
end
