defmodule SnakepitShm.Reader.Orphans do
  @moduledoc """
  Refs that came for callers which did not live to open them. The worker cannot know: its answer has
  arrived. They are counted done here, or their regions would stay pinned as long as this session lives.

  A number that a control table addresses to this session belongs to a call that has begun. So what is
  addressed and not accepted now, and still not when all calls of this moment have ended, nobody will
  open any more.
  """
  alias SnakepitShm.{Client, ControlTable, Memory}
  alias SnakepitShm.Reader.{Accepted, Known}

  # No honest owner has more on their way; a broken one shall not keep us busy.
  @most 1_024

  @typedoc "By owner: what was addressed and not accepted, and the calls that may still open it."
  @type t :: %{optional(pos_integer) => {[map], [reference]}}

  @doc "Looks at the tables of all owners, and counts done what has become an orphan."
  @spec sweep(t, Client.t()) :: t
  def sweep(waiting, client) do
    with {session, _secret} <- Client.session(client) do
      for {owner, control, records} <- Known.controls(client), into: %{} do
        {owner, sweep(waiting[owner] || {[], []}, client, {owner, control, records}, session)}
      end
    else
      nil -> %{}
    end
  end

  defp sweep({open, calls}, client, table, session) do
    # In this order: a call that is not among the latter cannot be among the former any more.
    now_open = open(client, table, session)
    now_calls = calls(client, elem(table, 0))

    case Enum.filter(calls, &(&1 in now_calls)) do
      [] ->
        orphans = Enum.filter(open, &(&1 in now_open))
        Enum.each(orphans, &done(client, table, &1))
        {now_open -- orphans, now_calls}

      still_running ->
        {open, still_running}
    end
  end

  defp open(client, {_owner, control, records}, session) do
    numbers =
      for record <- 0..(records - 1)//1,
          {slot, ^session, addressed, done} when addressed != done <-
            ControlTable.bound_slots(control, record),
          lease = ControlTable.read(control, record).lease,
          n <- Accepted.open_numbers(client.accepted, lease, slot, addressed),
          do: %{lease: lease, record: record, slot: slot, n: n}

    Enum.take(numbers, @most)
  end

  defp calls(client, owner),
    do: :ets.select(client.calls, [{{:"$1", :_, :_, owner}, [], [:"$1"]}])

  defp done(client, {_owner, control, _records}, ref) do
    with true <- ControlTable.read(control, ref.record).lease == ref.lease,
         :ok <- Accepted.accept(client.accepted, ref),
         do: Memory.add(control, ControlTable.done_offset(ref.record, ref.slot), 1)
  end
end
