defmodule SnakepitShm.Term do
  @moduledoc """
  Values as both languages know them.

  | Elixir | Python | comes back as |
  |---|---|---|
  | `nil`, `true`, `false`, integers of up to 4300 digits, floats | `None`, `bool`, `int`, `float` | the same |
  | `:nan`, `:infinity`, `:negative_infinity` | the float | the same atom |
  | other atoms | `str` | a binary |
  | a binary below 64 KiB that is UTF-8, `{:text, binary}` | `str` | a binary |
  | any other binary, `{:bytes, iodata}` | `memoryview` | a binary |
  | lists, tuples, maps | `list`, `tuple`, `dict` | the same |
  | `SnakepitShm.Array`, Nx tensors | `numpy.ndarray` | `SnakepitShm.Array` |
  | a sealed `SnakepitShm.Reservation` | what its type says | |
  | `Date`, `Time`, `DateTime`, `NaiveDateTime`, `Decimal` | `str` | a binary |

  What a binary becomes depends on its bytes and its size alone, never on the way it travels. To be sure,
  say which: `{:bytes, binary}` or `{:text, binary}`. Other structs, functions, pids and references
  are refused with `:invalid_argument` and their place in the value.
  """
  alias SnakepitShm.{Error, Proto}
  alias SnakepitShm.Term.{Decoder, Encoder, Part}

  @doc "A value as a tree, and what was lifted out of it: large binaries, arrays, sealed regions."
  @spec encode(term) :: {:ok, Proto.Shm.V1.Term.t(), [Part.t()]} | {:error, Error.t()}
  def encode(value) do
    {tree, parts, _count} = Encoder.encode(value, {[], 0}, [], 0)
    {:ok, tree, Enum.reverse(parts)}
  catch
    {:refused, path, reason} -> {:error, Error.new(:invalid_argument, "at #{path}: #{reason}")}
  end

  @doc "The value of a tree, whose lifted parts are given as values."
  @spec decode(Proto.Shm.V1.Term.t() | nil, tuple) :: {:ok, term} | {:error, Error.t()}
  def decode(tree, parts) do
    {:ok, Decoder.decode(tree, parts)}
  catch
    {:malformed, reason} -> {:error, Error.new(:type_mismatch, reason)}
  end
end
