alias SnakepitShm.Test.{JunitFormatter, Sidecar}

formatters = [ExUnit.CLIFormatter]
junit = System.get_env("SNAKEPIT_SHM_JUNIT")

# Without the sidecar's build, or Python with its packages, what needs them is skipped and says so.
missing = Sidecar.missing()
if missing, do: IO.puts("not tested against a real sidecar: #{missing}")

nif? = SnakepitShm.Memory.Native.loaded?()
unless nif?, do: IO.puts("the NIF is not there: tested through files only")

ExUnit.start(
  formatters: if(junit, do: [JunitFormatter | formatters], else: formatters),
  exclude: if(missing, do: [:sidecar], else: []) ++ if(nif?, do: [], else: [nif: true]),
  timeout: 60_000
)

{:ok, _} = Application.ensure_all_started(:gun)
Logger.configure(level: :warning)
