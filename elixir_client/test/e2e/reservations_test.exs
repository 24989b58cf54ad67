defmodule SnakepitShm.E2E.ReservationsTest do
  @moduledoc "Reservations that are used when they should not be any more: nobody else may notice."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Client, Error, Magazine}
  alias SnakepitShm.Test.Sidecar

  @moduletag :sidecar
  @moduletag capture_log: true

  setup_all do
    %{shm: Sidecar.start()}
  end

  test "a region that was released twice is lent to one process at a time", %{shm: shm} do
    {:ok, region} = SnakepitShm.reserve(9_000_000, client: shm)
    :ok = SnakepitShm.release(region)
    regions = held(shm, region)
    :ok = SnakepitShm.release(region)
    again = for _ <- 1..4, do: reserve(shm)
    leases = for one <- regions ++ again, do: one.loan.lease.lease
    assert leases == Enum.uniq(leases)
    Enum.each(regions ++ again, &SnakepitShm.release/1)
  end

  test "an older copy of a reservation can neither write nor seal", %{shm: shm} do
    {:ok, region} = SnakepitShm.reserve(9_000_000, client: shm)
    {:ok, sealed} = SnakepitShm.seal(region)
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.write(region, 0, "late")
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.seal(region)
    :ok = SnakepitShm.release(sealed)

    {:ok, region} = SnakepitShm.reserve(9_000_000, client: shm)
    :ok = SnakepitShm.release(region)
    regions = held(shm, region)
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.write(region, 0, "late")
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.seal(region)
    Enum.each(regions, &SnakepitShm.release/1)
  end

  test "what was released is not sent, whoever has the region by now", %{shm: shm} do
    {:ok, region} = SnakepitShm.reserve(9_000_000, client: shm)
    {:ok, sealed} = SnakepitShm.seal(region)
    :ok = SnakepitShm.release(sealed)
    regions = held(shm, region)
    for one <- regions, do: :ok = SnakepitShm.write(one, 0, "others")

    for way <- [:auto, :shm, :inline] do
      assert {:error, %Error{code: :invalid_argument, message: message}} =
               SnakepitShm.execute("sha256", %{data: sealed}, client: shm, transfer: way)

      assert message =~ "not held any more"
    end

    Enum.each(regions, &SnakepitShm.release/1)
    {:ok, client} = Client.fetch(shm)
    assert Sidecar.eventually(fn -> Magazine.stats(client).lent == 0 end)
  end

  test "a reservation that cannot be had is an error", %{shm: shm} do
    for {bytes, options} <- [{0, []}, {1.5, []}, {10, [wait_ms: :infinity]}, {10, [wait: 1]}] do
      assert {:error, %Error{code: :invalid_argument}} =
               SnakepitShm.reserve(bytes, [client: shm] ++ options)
    end

    assert {:error, %Error{code: :too_large}} =
             SnakepitShm.reserve(1_000_000_000_000, client: shm)

    {:ok, region} = SnakepitShm.reserve(10, client: shm)
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.write(region, -1, "a")
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.seal(region, :raws)
    :ok = SnakepitShm.release(region)
  end

  # Reservations by this process, the last of which has the region of the one that was released.
  defp held(shm, released) do
    region = reserve(shm)

    if region.loan.lease.lease == released.loan.lease.lease,
      do: [region],
      else: [region | held(shm, released)]
  end

  defp reserve(shm) do
    {:ok, region} = SnakepitShm.reserve(9_000_000, client: shm)
    region
  end
end
