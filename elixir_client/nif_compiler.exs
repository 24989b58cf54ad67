defmodule Mix.Tasks.Compile.SnakepitShmNif do
  @moduledoc """
  Builds `priv/snakepit_shm_nif.so` from `c_src/`.

  Without a C compiler or `erl_nif.h`, or with `SNAKEPIT_SHM_NO_NIF=1`, nothing is built, one warning
  says so, and the client reads and writes shared memory through files instead.
  """
  use Mix.Task.Compiler

  @output "priv/snakepit_shm_nif.so"
  @flags ~w(-std=gnu11 -O3 -fPIC -shared -fvisibility=hidden -Wall -Wextra -Werror -Wno-unused-parameter)

  @impl true
  def run(_args) do
    sources = Path.wildcard("c_src/*.c")

    cond do
      System.get_env("SNAKEPIT_SHM_NO_NIF") == "1" -> {:noop, []}
      not stale?(sources ++ Path.wildcard("c_src/*.h")) -> {:noop, []}
      true -> build(sources, compiler(), include_directory())
    end
  end

  @impl true
  def clean, do: File.rm(@output)

  defp stale?(inputs), do: Mix.Utils.stale?(["nif_compiler.exs" | inputs], [@output])

  defp compiler do
    Enum.find_value(
      [System.get_env("CC"), "cc", "gcc", "clang"],
      &(&1 && System.find_executable(&1))
    )
  end

  defp include_directory do
    candidates = [
      Path.join([:code.root_dir(), "usr", "include"]),
      Path.join([:code.root_dir(), "erts-#{:erlang.system_info(:version)}", "include"])
    ]

    Enum.find(candidates, &File.exists?(Path.join(&1, "erl_nif.h")))
  end

  defp build(_sources, nil, _include), do: skipped("no C compiler was found")
  defp build(_sources, _cc, nil), do: skipped("erl_nif.h was not found (package erlang-dev)")

  defp build(sources, cc, include) do
    File.mkdir_p!(Path.dirname(@output))
    # Written beside and renamed: a running node may have the old file mapped.
    temporary = "#{@output}.#{System.pid()}"
    arguments = @flags ++ ["-I", include, "-o", temporary] ++ platform_flags() ++ sources

    case System.cmd(cc, arguments, stderr_to_stdout: true) do
      {_output, 0} ->
        File.rename!(temporary, @output)
        Mix.shell().info("Compiled #{@output}")
        Mix.Project.build_structure()
        {:ok, []}

      {output, _status} ->
        skipped("the C compiler failed:\n#{output}")
    end
  end

  defp platform_flags do
    case :os.type() do
      {:unix, :darwin} -> ~w(-undefined dynamic_lookup)
      _other -> []
    end
  end

  defp skipped(reason) do
    Mix.shell().error(
      "snakepit_shm: built without its NIF, #{reason}. " <>
        "Transfers use file reads and writes: correct, but slower."
    )

    {:noop, []}
  end
end
