defmodule SnakepitShm.Magazine.Renewals do
  @moduledoc """
  When to ask for new tokens: once half of a token's life is over, and again while no answer comes.
  Lives are what the sidecar says, from seconds to days.
  """
  alias SnakepitShm.Lease

  @least_ms 100
  @most_ms 3_600_000

  @doc "The leases whose tokens are to be renewed."
  @spec due([Lease.t()]) :: [pos_integer]
  def due(leases) do
    now_ms = System.system_time(:millisecond)
    for lease <- leases, lease.renew_at_ms <= now_ms, do: lease.lease
  end

  @doc "The calling process gets `:renew` when there is something to do. Replaces the timer before."
  @spec schedule(reference | nil, [Lease.t()]) :: reference | nil
  def schedule(timer, leases) do
    if timer, do: Process.cancel_timer(timer)
    now_ms = System.system_time(:millisecond)

    if leases != [] do
      wait_ms = leases |> Enum.map(&wait_ms(&1, now_ms)) |> Enum.min()
      Process.send_after(self(), :renew, wait_ms |> max(@least_ms) |> min(@most_ms))
    end
  end

  # One that is due has been asked for just now.
  defp wait_ms(lease, now_ms), do: max(lease.renew_at_ms - now_ms, div(lease.life_ms, 8))
end
