defmodule SnakepitShm.Sidecar do
  @moduledoc """
  Runs a sidecar as a child of this node. Its standard input is a lifeline: when this node ends, however
  it ends, the sidecar hears it from the kernel and stops. What it logs goes to `Logger`.
  """
  use GenServer
  require Logger
  alias SnakepitShm.{Client, Options}

  @longest_line 65_536

  @doc false
  def start_link(client_name),
    do:
      GenServer.start_link(__MODULE__, client_name, name: Client.process(client_name, __MODULE__))

  @impl true
  def init(client_name) do
    Process.flag(:trap_exit, true)
    {:ok, client} = Client.fetch(client_name)

    with {:ok, options} <- Options.check(:sidecar, client.options.sidecar),
         {:ok, program, arguments} <- command(options) do
      folder = unless options.socket, do: temporary_folder()
      socket = options.socket || Path.join(folder, "sidecar.sock")

      port =
        Port.open({:spawn_executable, program}, [
          :binary,
          :exit_status,
          :stderr_to_stdout,
          {:line, @longest_line},
          args: arguments ++ ["serve", "--lifeline", "--socket", socket] ++ arguments(options),
          env: environment(options)
        ])

      {:ok, %{client: client, port: port, folder: folder}}
    else
      {:error, error} -> {:stop, error}
    end
  end

  @impl true
  def handle_info({port, {:data, {_eol, line}}}, %{port: port} = state) do
    case Regex.run(~r/^snakepit-shm ready socket=(\S+) run=(\S+)$/, line) do
      [_line, socket, _run] -> Client.put(state.client, :socket, socket)
      nil -> log(line)
    end

    {:noreply, state}
  end

  # Started again by the supervisor.
  def handle_info({port, {:exit_status, status}}, %{port: port} = state) do
    Client.put(state.client, :socket, nil)
    {:stop, {:sidecar_ended, status}, state}
  end

  def handle_info(_other, state), do: {:noreply, state}

  @impl true
  def terminate(_reason, state) do
    # Ends its standard input, and waits until it has cleaned up behind itself.
    if Port.info(state.port), do: close(state.port)
    if state.folder, do: File.rm_rf(state.folder)
  end

  defp close(port) do
    {:os_pid, pid} = Port.info(port, :os_pid)
    Port.close(port)
    await_end(pid, 100)
  end

  defp await_end(_pid, 0), do: :ok

  defp await_end(pid, tries) do
    case System.cmd("kill", ["-0", "#{pid}"], stderr_to_stdout: true) do
      {_output, 0} -> Process.sleep(50) && await_end(pid, tries - 1)
      _gone -> :ok
    end
  end

  defp command(%{command: [program | arguments]}) do
    case System.find_executable(program) do
      nil -> missing(program)
      path -> {:ok, path, arguments}
    end
  end

  defp command(options), do: command(%{options | command: ["snakepit-shm"]})

  defp missing(program) do
    {:error,
     SnakepitShm.Error.new(
       :sidecar_unavailable,
       "#{program} was not found; see sidecar: [command: ...]"
     )}
  end

  defp arguments(options) do
    ["--workers", "#{if options.adapter, do: options.workers, else: 0}"] ++
      if(options.adapter, do: ["--adapter", options.adapter], else: []) ++
      if(options.python, do: ["--python", options.python], else: []) ++ options.args
  end

  defp environment(options) do
    inherited = System.get_env("PYTHONPATH", "")
    path = Enum.join(options.pythonpath ++ if(inherited == "", do: [], else: [inherited]), ":")
    variables = if path == "", do: options.env, else: [{"PYTHONPATH", path} | options.env]
    for {name, value} <- variables, do: {to_charlist(name), to_charlist(value)}
  end

  # Only this user may enter, so only this user can connect.
  defp temporary_folder do
    name = "snakepit-shm-" <> Base.encode16(:crypto.strong_rand_bytes(6), case: :lower)
    folder = Path.join(System.tmp_dir!(), name)
    File.mkdir!(folder)
    File.chmod!(folder, 0o700)
    folder
  end

  defp log(line) do
    case Regex.run(~r/"level":"(\w+)"/, line) do
      [_match, "error"] -> Logger.error(line)
      [_match, "warn"] -> Logger.warning(line)
      [_match, "debug"] -> Logger.debug(line)
      _other -> Logger.info(line)
    end
  end
end
