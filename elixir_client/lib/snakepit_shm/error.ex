defmodule SnakepitShm.Error do
  @moduledoc """
  Every failure of this library: one closed set of codes, described in `docs/errors.md`.

  Fields: `code`, an atom; `message`, for people, without names of memory objects, keys or tokens;
  `tool_started`, whether the tool may have run; and, when the tool raised, `exception`, the class of
  the Python exception, and `traceback`.
  """
  @codes ~w(
    access_denied checksum_mismatch control_corrupt deadline_exceeded inline_too_large internal
    invalid_argument limit_exceeded lock_not_held map_failed no_space not_addressed out_of_bounds
    ref_expired ref_malformed replayed seal_invalid session_unknown sidecar_unavailable
    stale_generation stale_lease token_expired token_invalid token_revoked tool_failed
    tool_not_found too_large type_mismatch version_unsupported worker_died worker_unavailable
  )a

  # Codes whose call may be sent again as it stands.
  @retryable ~w(
    checksum_mismatch control_corrupt map_failed session_unknown sidecar_unavailable token_expired
  )a

  defexception [:code, :message, :exception, :traceback, tool_started: false]

  @type code :: unquote(Enum.reduce(@codes, &{:|, [], [&1, &2]}))
  @type t :: %__MODULE__{
          code: code,
          message: String.t(),
          exception: String.t() | nil,
          traceback: String.t() | nil,
          tool_started: boolean
        }

  @doc "An error with one of the codes. Options: `exception:`, `traceback:`, `tool_started:`."
  @spec new(code, String.t(), keyword) :: t
  def new(code, message, options \\ []) when code in @codes,
    do: struct!(%__MODULE__{code: code, message: message}, options)

  @doc "All codes."
  @spec codes() :: [code]
  def codes, do: @codes

  @doc "The code as it is written on the wire, such as `\"STALE_LEASE\"`."
  @spec wire_code(t | code) :: String.t()
  def wire_code(%__MODULE__{code: code}), do: wire_code(code)
  def wire_code(code) when code in @codes, do: code |> Atom.to_string() |> String.upcase()

  @doc "The code that a peer wrote; one that this version does not know is `:internal`."
  @spec from_wire(String.t()) :: code
  for code <- @codes do
    def from_wire(unquote(code |> Atom.to_string() |> String.upcase())), do: unquote(code)
  end

  def from_wire(_unknown), do: :internal

  @doc "Whether the same call may be sent again as it stands."
  @spec retryable?(t) :: boolean
  def retryable?(%__MODULE__{code: code}), do: code in @retryable

  @impl true
  def message(%__MODULE__{code: code, message: message}), do: "#{wire_code(code)}: #{message}"
end
