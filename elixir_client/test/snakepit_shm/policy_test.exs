defmodule SnakepitShm.PolicyTest do
  @moduledoc "The decision, and that every one has a reason."
  use ExUnit.Case, async: true
  alias SnakepitShm.Policy
  alias SnakepitShm.Proto.Shm.V1.{PolicyEntry, TransferPolicy}

  @policy Policy.from_wire(%TransferPolicy{
            version: 3,
            default_threshold_bytes: 1_000,
            entries: [
              %PolicyEntry{pool: "gpu", threshold_bytes: 10},
              %PolicyEntry{direction: :request, format: :ndarray, threshold_bytes: 500}
            ]
          })

  test "the first entry that matches decides" do
    assert Policy.decide(@policy, :auto, 10, :raw, :request, "gpu") == {:shm, :over_threshold}
    assert Policy.decide(@policy, :auto, 500, :ndarray) == {:shm, :over_threshold}
    assert Policy.decide(@policy, :auto, 499, :ndarray) == {:inline, :under_threshold}
    assert Policy.decide(@policy, :auto, 500, :raw) == {:inline, :under_threshold}
    assert Policy.decide(@policy, :auto, 500, :ndarray, :response) == {:inline, :under_threshold}
    assert Policy.decide(@policy, :auto, 1_000, :raw) == {:shm, :over_threshold}
  end

  test "[GP-2.4] a choice that is forced holds" do
    assert Policy.decide(@policy, :shm, 0, :raw) == {:shm, :forced}
    assert Policy.decide(@policy, :inline, 1_000_000, :raw) == {:inline, :forced}
  end

  test "without a policy the threshold is ten megabytes" do
    assert Policy.decide(nil, :auto, 9_999_999, :raw) == {:inline, :under_threshold}
    assert Policy.decide(nil, :auto, 10_000_000, :raw) == {:shm, :over_threshold}
  end
end
