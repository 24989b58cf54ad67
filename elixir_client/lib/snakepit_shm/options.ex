defmodule SnakepitShm.Options do
  @moduledoc false
  # Checks options against a schema: {name, check, default, what it is}. Unknown names suggest a near one.

  @client [
    name: {:atom, SnakepitShm, "name of the client, where there are several"},
    socket: {:string, nil, "path of the socket of a sidecar that already runs"},
    sidecar: {:keyword, nil, "start a sidecar with these options, see below"},
    tenant: {:string, "", "tenant that regions are accounted to; empty: the default one"},
    bearer_token: {:string, "", "bearer token for the sidecar"},
    pool: {:string, "", "name that the transfer policy knows this client by"},
    timeout: {:timeout, 60_000, "milliseconds that a call may take"},
    lease_wait_ms:
      {:milliseconds, 250,
       "how many milliseconds a call waits for a cold region before it goes inline"},
    pinned_bytes_budget:
      {:count, 1_073_741_824,
       "bytes that views of results may keep from being released; beyond, results are copied"},
    checksum: {:boolean, false, "seal regions with a CRC-32C that readers verify"},
    warm:
      {{:list, :count}, [], "sizes in bytes of regions to lease at once, before the first call"}
  ]

  @sidecar [
    command:
      {{:list, :string}, nil,
       "program and first arguments; `snakepit-shm` from the path if not given"},
    workers: {:count, 1, "Python workers that it runs"},
    adapter: {:string, nil, "what the workers serve, as `module:Class`"},
    python: {:string, nil, "Python interpreter of the workers"},
    pythonpath: {{:list, :string}, [], "folders to put in front of `PYTHONPATH`"},
    socket: {:string, nil, "path of its socket; in a temporary folder if not given"},
    args: {{:list, :string}, [], "more arguments for `serve`"},
    env: {{:list, :pair}, [], "more environment variables, `{name, value}`"}
  ]

  @call [
    client: {:atom, SnakepitShm, "name of the client"},
    transfer: {{:in, [:auto, :shm, :inline]}, :auto, "how large arguments travel"},
    result_transfer:
      {{:in, [:auto, :shm, :inline]}, nil,
       "how large results travel; `:inline` if `transfer:` is, else `:auto`"},
    timeout: {:timeout, nil, "milliseconds, or `:infinity`; the client's if not given"},
    worker: {:string, nil, "id of the worker that must run the tool"},
    traceparent: {:string, nil, "W3C trace context to continue"}
  ]

  @reserve [
    client: {:atom, SnakepitShm, "name of the client"},
    wait_ms: {:milliseconds, 5_000, "how many milliseconds to wait for a cold region"}
  ]

  @schemas %{client: @client, sidecar: @sidecar, call: @call, reserve: @reserve}
  # The longest that a timer of the BEAM runs.
  @most_ms 4_294_967_295

  @doc "All options with their defaults, as a map."
  @spec check(:client | :sidecar | :call | :reserve, keyword) ::
          {:ok, map} | {:error, SnakepitShm.Error.t()}
  def check(schema_name, options) when is_list(options) do
    schema = @schemas[schema_name]
    defaults = Map.new(schema, fn {name, {_check, default, _doc}} -> {name, default} end)
    check(options, schema, defaults)
  end

  def check(_schema, _options), do: refused("options must be a keyword list")

  @doc "The options as a Markdown list, for documentation."
  @spec docs(atom) :: String.t()
  def docs(schema_name) do
    Enum.map_join(@schemas[schema_name], "\n", fn {name, {_check, default, doc}} ->
      "  * `:#{name}` - #{doc}#{if default not in [nil, "", []], do: " (`#{inspect(default)}`)"}"
    end)
  end

  defp check([{name, value} | rest], schema, options) do
    case schema[name] do
      nil ->
        unknown(name, schema)

      {_check, ^value, _doc} ->
        check(rest, schema, options)

      {check, _default, _doc} ->
        if valid?(check, value),
          do: check(rest, schema, Map.put(options, name, value)),
          else: refused("#{inspect(name)} cannot be #{inspect(value, limit: 5)}")
    end
  end

  defp check([], _schema, options), do: {:ok, options}
  defp check(_improper, _schema, _options), do: refused("options must be a keyword list")

  defp valid?(:atom, value), do: is_atom(value)
  defp valid?(:string, value), do: is_binary(value)
  defp valid?(:boolean, value), do: is_boolean(value)
  defp valid?(:count, value), do: is_integer(value) and value >= 0
  defp valid?(:milliseconds, value), do: value in 0..@most_ms
  defp valid?(:timeout, value), do: value == :infinity or value in 1..@most_ms
  defp valid?(:keyword, value), do: Keyword.keyword?(value)

  defp valid?(:pair, value),
    do: match?({name, text} when is_binary(name) and is_binary(text), value)

  defp valid?({:in, values}, value), do: value in values
  defp valid?({:list, check}, value), do: is_list(value) and Enum.all?(value, &valid?(check, &1))

  defp unknown(name, schema) do
    near =
      schema
      |> Keyword.keys()
      |> Enum.max_by(&String.jaro_distance("#{&1}", "#{inspect(name)}"))

    refused("unknown option #{inspect(name)}, did you mean #{inspect(near)}?")
  end

  defp refused(message), do: {:error, SnakepitShm.Error.new(:invalid_argument, message)}
end
