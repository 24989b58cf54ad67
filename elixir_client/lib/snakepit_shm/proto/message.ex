defmodule SnakepitShm.Proto.Message do
  @moduledoc """
  Makes a protobuf message out of a declaration: a struct with `encode/1` and `decode/1`.

      use SnakepitShm.Proto.Message,
        fields: [
          lease: {2, :uint64},
          shape: {3, {:repeated, :uint64}},
          metadata: {4, {:map, :string, :string}},
          ref: {5, {:message, ShmRef}},
          kind: {:oneof, [text: {6, :string}, number: {7, :sint64}]}
        ]

  The declarations are generated from the `.proto` files; this module is the only place that knows
  what they mean. A field that was not set holds its default, a message `nil`; a oneof holds
  `{member, value}` or `nil`. Doubles that the BEAM has no float for are `:nan`, `:infinity` and
  `:negative_infinity`.
  """
  alias SnakepitShm.Proto.{Decode, Encode, Typespec}

  defmacro __using__(fields: fields) do
    {fields, _binding} = Code.eval_quoted(fields, [], __CALLER__)
    defaults = for {name, declaration} <- fields, do: {name, default(declaration)}
    types = for {name, declaration} <- fields, do: {name, Typespec.of(declaration)}

    quote do
      defstruct unquote(Macro.escape(defaults))

      @type t :: %__MODULE__{unquote_splicing(types)}

      @doc "The message as iodata. Bytes fields are passed on as they are, never copied."
      @spec encode(t) :: iodata
      def encode(%__MODULE__{} = message), do: unquote(encoder(fields))

      @doc "Reads a message; its bytes fields are parts of `binary`."
      @spec decode(binary) :: {:ok, t} | {:error, SnakepitShm.Proto.Wire.reason()}
      def decode(binary) when is_binary(binary), do: Decode.run(__MODULE__, binary)

      @doc false
      def __fields__, do: unquote(Macro.escape(fields))

      @doc false
      unquote_splicing(Enum.flat_map(fields, &decoders/1))

      def __field__(number, wire, rest, message, depth),
        do: {message, SnakepitShm.Proto.Wire.skip(number, wire, rest, depth)}

      # Repeated values are collected in front of each other.
      @doc false
      def __reverse__(message), do: unquote(reverser(fields))
    end
    |> aliased()
  end

  defp aliased(body) do
    quote do
      alias SnakepitShm.Proto.{Decode, Encode}
      _ = {Decode, Encode}
      unquote(body)
    end
  end

  defp default({:oneof, _members}), do: nil
  defp default({_number, type}), do: Decode.default(type)

  defp encoder(fields) do
    for {name, declaration} <- fields do
      value = quote(do: message.unquote(name))

      case declaration do
        {:oneof, members} ->
          {:case, [], [value, [do: member_clauses(members)]]}

        {number, type} ->
          quote do
            Encode.field(
              unquote(value),
              unquote(Encode.tag(number, type)),
              unquote(Macro.escape(type))
            )
          end
      end
    end
  end

  defp member_clauses(members) do
    set =
      Enum.flat_map(members, fn {name, {number, type}} ->
        quote do
          {unquote(name), value} ->
            Encode.member(value, unquote(Encode.tag(number, type)), unquote(Macro.escape(type)))
        end
      end)

    set ++ quote(do: (nil -> []))
  end

  defp decoders({name, {:oneof, members}}) do
    for {member, {number, type}} <- members do
      quote do
        def __field__(unquote(number), wire, rest, message, depth) do
          current =
            with {unquote(member), value} <- message.unquote(name), do: value, else: (_ -> nil)

          {value, rest} = Decode.value(unquote(Macro.escape(type)), wire, rest, current, depth)
          {%{message | unquote(name) => {unquote(member), value}}, rest}
        end
      end
    end
  end

  defp decoders({name, {number, type}}) do
    [
      quote do
        def __field__(unquote(number), wire, rest, message, depth) do
          type = unquote(Macro.escape(type))
          {value, rest} = Decode.value(type, wire, rest, message.unquote(name), depth)
          {%{message | unquote(name) => value}, rest}
        end
      end
    ]
  end

  defp reverser(fields) do
    case for({name, {_number, {:repeated, _type}}} <- fields, do: name) do
      [] ->
        quote(do: message)

      names ->
        updates = for name <- names, do: {name, quote(do: :lists.reverse(message.unquote(name)))}
        {:%{}, [], [{:|, [], [quote(do: message), updates]}]}
    end
  end
end
