defmodule SnakepitShm.Reservation do
  @moduledoc """
  A region that is filled in place: `SnakepitShm.reserve/2`, `SnakepitShm.write/3`, `SnakepitShm.seal/2`.
  Once sealed it may be an argument of any number of calls, none of which copies its bytes.
  """
  alias SnakepitShm.Magazine.Loan

  @enforce_keys [:client, :loan, :size]
  @derive {Inspect, only: [:size, :sealed]}
  defstruct [:client, :loan, :size, :sealed]

  @typedoc "What was sealed: the even generation, bytes, format and its description on the wire."
  @type sealed :: %{
          generation: pos_integer,
          length: non_neg_integer,
          format: atom,
          type: binary
        }
  @type t :: %__MODULE__{
          client: atom,
          loan: Loan.t(),
          size: pos_integer,
          sealed: sealed | nil
        }
end
