defmodule SnakepitShm.ErrorTest do
  @moduledoc "The codes are those of docs/errors.md, no more and no fewer."
  use ExUnit.Case, async: true
  alias SnakepitShm.{Error, Options}

  @catalogue Path.expand("../../../docs/errors.md", __DIR__)
  @rows Regex.scan(~r/^\| `([A-Z_]+)` \|.*\| (\w+) \|$/m, File.read!(@catalogue),
          capture: :all_but_first
        )

  test "every code of the catalogue exists, with its name on the wire" do
    assert Enum.sort(Enum.map(Error.codes(), &Error.wire_code/1)) ==
             Enum.sort(Enum.map(@rows, &hd/1))

    for code <- Error.codes(), do: assert(Error.from_wire(Error.wire_code(code)) == code)
    assert Error.from_wire("SOMETHING_NEWER") == :internal
  end

  test "what the catalogue says may be sent again is retryable" do
    for [code, retry] <- @rows do
      error = Error.new(Error.from_wire(code), "why")
      assert Error.retryable?(error) == (retry == "yes"), code
    end
  end

  test "a message begins with its code" do
    assert Exception.message(Error.new(:stale_lease, "it has ended")) ==
             "STALE_LEASE: it has ended"
  end

  test "options are checked, and a wrong name suggests the right one" do
    assert {:ok, %{timeout: 60_000, lease_wait_ms: 5}} = Options.check(:client, lease_wait_ms: 5)
    assert {:error, %Error{message: message}} = Options.check(:client, lease_wait: 5)
    assert message =~ "did you mean :lease_wait_ms?"
    assert {:error, %Error{code: :invalid_argument}} = Options.check(:client, timeout: -1)
    assert {:error, %Error{code: :invalid_argument}} = Options.check(:client, [:name])
    assert {:error, %Error{code: :invalid_argument}} = SnakepitShm.start_link([])
  end
end
