Code.require_file("nif_compiler.exs", __DIR__)

defmodule SnakepitShm.MixProject do
  use Mix.Project

  @version "0.1.0"

  def project do
    [
      app: :snakepit_shm,
      version: @version,
      elixir: "~> 1.14",
      description: "Zero-copy transfer between the BEAM and Python through warm shared memory",
      package: [licenses: ["MIT"], files: ~w(lib c_src mix.exs nif_compiler.exs .formatter.exs)],
      elixirc_paths: elixirc_paths(Mix.env()),
      compilers: [:snakepit_shm_nif | Mix.compilers()],
      start_permanent: Mix.env() == :prod,
      # Newer Mix would drop the code paths that deps/1 adds.
      prune_code_paths: false,
      deps: deps(gun_source())
    ]
  end

  def application do
    [extra_applications: [:logger, :crypto, :gun]]
  end

  defp elixirc_paths(:test), do: ["lib", "test/support"]
  defp elixirc_paths(_other), do: ["lib"]

  # Where gun comes from. A build machine may have no way to the hex registry, so the client also runs
  # on gun 1.3.3 as Debian ships it, unpacked by `make` into build/gun. It is preferred where it lies
  # there, because whoever unpacked it did so on purpose and Mix then has nothing to ask or to fetch,
  # even when Hex is installed. Everywhere else these are ordinary Hex dependencies.
  # SNAKEPIT_SHM_DEPS=hex or =bundled overrides the choice.
  defp gun_source do
    case {System.get_env("SNAKEPIT_SHM_DEPS"), bundled_ebins()} do
      {"hex", _ebins} -> :hex
      {_unset, [_ | _] = ebins} -> {:bundled, ebins}
      {"bundled", []} -> Mix.raise("no gun in build/gun and SNAKEPIT_SHM_GUN_EBIN is not set")
      {_unset, []} -> :hex
    end
  end

  defp bundled_ebins do
    case System.get_env("SNAKEPIT_SHM_GUN_EBIN") do
      nil -> Path.wildcard(Path.expand("../build/gun/{gun,cowlib}-*/ebin", __DIR__))
      folders -> folders |> String.split([":", ","], trim: true) |> Enum.map(&Path.expand/1)
    end
  end

  defp deps({:bundled, ebins}) do
    Enum.each(ebins, &Code.prepend_path/1)
    []
  end

  defp deps(:hex) do
    [
      {:gun, "~> 2.0"},
      {:telemetry, "~> 1.0", optional: true},
      {:jason, "~> 1.4", optional: true},
      {:nx, "~> 0.7", optional: true},
      {:snakepit, "~> 0.6", optional: true}
    ]
  end
end
