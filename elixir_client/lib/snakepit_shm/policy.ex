defmodule SnakepitShm.Policy do
  @moduledoc """
  How a payload travels, decided in this process in about a microsecond from a table that the sidecar
  pushes. The first entry that matches counts.
  """
  alias SnakepitShm.Proto.Shm.V1.TransferPolicy

  # As long as no sidecar has said anything.
  @default_threshold_bytes 10_000_000

  defstruct version: 0, default_threshold_bytes: @default_threshold_bytes, entries: []

  @type t :: %__MODULE__{}
  @type choice :: :auto | :shm | :inline
  @typedoc "Why a payload travelled the way it did; the names of the wire, in lower case."
  @type reason ::
          :over_threshold
          | :under_threshold
          | :forced
          | :built_in_place
          | :peer_unknown
          | :peer_unsupported
          | :no_session
          | :no_region
          | :too_large
          | :ref_refused
          | :write_failed
          | :unsupported_platform

  @doc "The policy that the sidecar pushed."
  @spec from_wire(TransferPolicy.t() | nil) :: t
  def from_wire(nil), do: %__MODULE__{}

  def from_wire(%TransferPolicy{} = policy) do
    %__MODULE__{
      version: policy.version,
      default_threshold_bytes: policy.default_threshold_bytes,
      entries:
        for(
          entry <- policy.entries,
          do: {entry.pool, entry.direction, entry.format, entry.threshold_bytes}
        )
    }
  end

  @doc "Decides for one payload of `bytes`. `direction` is `:request` or `:response`."
  @spec decide(t | nil, choice, non_neg_integer, atom, atom, String.t()) ::
          {:shm | :inline, reason}
  def decide(policy, choice, bytes, format, direction \\ :request, pool \\ "")
  def decide(_policy, :shm, _bytes, _format, _direction, _pool), do: {:shm, :forced}
  def decide(_policy, :inline, _bytes, _format, _direction, _pool), do: {:inline, :forced}

  def decide(nil, :auto, bytes, _, _, _) when bytes < @default_threshold_bytes,
    do: {:inline, :under_threshold}

  def decide(nil, :auto, _bytes, _format, _direction, _pool), do: {:shm, :over_threshold}

  def decide(policy, :auto, bytes, format, direction, pool) do
    if bytes >=
         threshold(policy.entries, policy.default_threshold_bytes, format, direction, pool),
       do: {:shm, :over_threshold},
       else: {:inline, :under_threshold}
  end

  defp threshold(
         [{pool, direction, format, bytes} | rest],
         default,
         own_format,
         own_direction,
         own_pool
       ) do
    if pool in ["", own_pool] and direction in [:unspecified, own_direction] and
         format in [:unspecified, own_format],
       do: bytes,
       else: threshold(rest, default, own_format, own_direction, own_pool)
  end

  defp threshold([], default, _format, _direction, _pool), do: default
end
