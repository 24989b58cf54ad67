defmodule SnakepitShm.Lease do
  @moduledoc """
  The right to write one region, and all that is needed to do so. Sizes are bytes, `expires_at_ms` is
  Unix time: when its token ends.
  """
  alias SnakepitShm.{ControlTable, Memory, RefSeal}
  alias SnakepitShm.Proto.Shm.V1.ShmRef

  # A ref is used at once or never; its life only bounds how long a lost one stays valid.
  @ref_life_ms 60_000
  @least_life_ms 10_000

  @enforce_keys [:region, :lease, :owner, :record, :capacity, :payload, :control]
  @derive {Inspect, only: [:region, :lease, :capacity]}
  defstruct @enforce_keys ++
              [:token, :key, :expires_at_ms, :renew_at_ms, :life_ms] ++ [:last_reader]

  @type t :: %__MODULE__{}

  @doc "A lease that the sidecar granted to session `owner`; the region is mapped and ready to be written."
  @spec open(struct, pos_integer, Memory.t(), module, Memory.holder()) ::
          {:ok, t} | {:error, atom}
  def open(granted, owner, control, memory, holder) do
    with %{kind: {:path, path}} <- granted.payload,
         {:ok, payload} <- Memory.open(memory, path, granted.capacity, :rw, holder) do
      {:ok,
       renew(
         %__MODULE__{
           region: granted.region,
           lease: granted.lease,
           owner: owner,
           record: granted.record,
           capacity: granted.capacity,
           key: granted.key,
           payload: payload,
           control: control
         },
         granted.token,
         granted.expires_at_ms
       )}
    else
      {:error, reason} -> {:error, reason}
      _no_path -> {:error, :einval}
    end
  end

  @doc "The lease with a new token, to be renewed when half of its life is over."
  @spec renew(t, String.t(), pos_integer) :: t
  def renew(lease, token, expires_at_ms) do
    now_ms = System.system_time(:millisecond)
    life_ms = max(expires_at_ms - now_ms, 0)
    renew_at_ms = now_ms + div(life_ms, 2)

    %{lease | token: token, expires_at_ms: expires_at_ms}
    |> Map.merge(%{renew_at_ms: renew_at_ms, life_ms: life_ms})
  end

  @doc "Whether the token ends too soon to begin a transfer with it: a quarter of its life, ten seconds at most."
  @spec expiring?(t, now_ms :: integer) :: boolean
  def expiring?(lease, now_ms),
    do: lease.expires_at_ms - now_ms < min(@least_life_ms, div(lease.life_ms, 4))

  @doc "The lease with the token that `tokens`, by lease id, hold for it."
  @spec renewed(t, map) :: t
  def renewed(%{lease: id} = lease, tokens) do
    case tokens do
      %{^id => token} -> renew(lease, token.token, token.expires_at_ms)
      _none_for_this_one -> lease
    end
  end

  @doc "Seals what was written: from here on the region may be read."
  @spec seal(t, odd_generation :: pos_integer, non_neg_integer, boolean) ::
          {:ok, even_generation :: pos_integer} | {:error, atom}
  def seal(lease, generation, length, checksum? \\ false) do
    crc32c = if checksum?, do: Memory.checksum(lease.payload, 0, length)

    with {:error, reason} <- crc32c do
      {:error, reason}
    else
      crc32c -> {:ok, ControlTable.seal(lease.control, lease.record, generation, length, crc32c)}
    end
  end

  @doc "A ref to sealed bytes. `address` is the slot of the reader and the number of this ref in it."
  @spec ref(t, {0..7, pos_integer}, keyword) :: ShmRef.t()
  def ref(lease, {slot, n}, sealed) do
    ref = %ShmRef{
      region: lease.region,
      lease: lease.lease,
      owner: lease.owner,
      record: lease.record,
      slot: slot,
      n: n,
      generation: sealed[:generation],
      offset: sealed[:offset] || 0,
      length: sealed[:length],
      type: sealed[:type],
      expires_at_ms: min(System.system_time(:millisecond) + @ref_life_ms, lease.expires_at_ms),
      token: lease.token
    }

    %{ref | seal: RefSeal.of(ref, lease.key)}
  end
end
