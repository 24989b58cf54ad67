defmodule SnakepitShm.Magazine.RefillsTest do
  @moduledoc "When regions are asked for again that were refused."
  use ExUnit.Case, async: true
  import SnakepitShm.Magazine.Refills, only: [is_running: 2]
  alias SnakepitShm.Magazine.{Refills, State}

  test "after each refusal the pause is longer, up to a bound, and a success ends that" do
    pauses = for pause <- pauses(%Refills{}, 8), do: pause
    assert pauses == [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]

    {refills, _pause} = refused(%Refills{})
    refills = ended(Refills.resume(refills, 65_536), [:lease])
    refute Refills.paused?(refills, 65_536)
    assert {_refills, 250} = refused(refills)
  end

  test "a call does not wait for what was refused just now, unless somebody may give one back" do
    {refills, _pause} = refused(%Refills{})
    state = %State{refills: refills}
    assert State.hopeless?(state, 65_536)
    refute State.hopeless?(state, 131_072)
    refute State.hopeless?(%{state | shelf: %{65_536 => [:pending]}}, 65_536)
    lent = {%{lease: %{capacity: 65_536}}, make_ref()}
    refute State.hopeless?(put_in(state.ledger.loans[{1, 1}], lent), 65_536)
    refute State.hopeless?(%State{}, 65_536)
  end

  defp pauses(_refills, 0), do: []

  defp pauses(refills, count) do
    {refills, pause_ms} = refused(refills)
    assert Refills.paused?(refills, 65_536)
    [pause_ms | pauses(Refills.resume(refills, 65_536), count - 1)]
  end

  defp refused(refills) do
    refills = ended(refills, [])
    {refills, refills.pauses[65_536]}
  end

  defp ended(refills, leases) do
    task = make_ref()
    refills = %{refills | running: Map.put(refills.running, task, 65_536)}
    assert is_running(refills, task)
    Refills.ended(refills, task, leases)
  end
end
