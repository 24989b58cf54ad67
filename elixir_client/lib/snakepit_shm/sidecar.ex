defmodule SnakepitShm.Sidecar do
  @moduledoc """
  Runs a sidecar as a child of this node. Its standard input is a lifeline: when this node ends, however
  it ends, the sidecar hears it from the kernel and stops. What it logs goes to `Logger`.

  A sidecar that ends is started again, after a pause that grows while it does not stay up.
  """
  use GenServer, shutdown: 15_000
  require Logger
  alias SnakepitShm.{Client, Options}

  @longest_line 65_536
  @first_pause_ms 100
  @longest_pause_ms 10_000
  # Who lives so long has started well.
  @stable_ms 10_000
  # The sidecar gives its workers two seconds.
  @last_tries 100
  @try_ms 50

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
      arguments = arguments ++ ["serve", "--lifeline", "--socket", socket] ++ arguments(options)
      run = {program, [args: arguments, env: environment(options)]}
      state = %{client: client, run: run, folder: folder, socket: socket, port: nil}
      {:ok, start(Map.merge(state, %{started_at_ms: 0, pause_ms: 0}))}
    else
      {:error, error} -> {:stop, error}
    end
  end

  @impl true
  def handle_info({port, {:data, {_eol, line}}}, %{port: port} = state) do
    if line =~ ~r/^snakepit-shm ready /,
      do: Client.put(state.client, :socket, state.socket),
      else: log(line)

    {:noreply, state}
  end

  def handle_info({port, {:exit_status, status}}, %{port: port} = state) do
    Client.put(state.client, :socket, nil)
    lived_ms = now_ms() - state.started_at_ms
    last_ms = if lived_ms >= @stable_ms, do: 0, else: state.pause_ms
    pause_ms = min(max(2 * last_ms, @first_pause_ms), @longest_pause_ms)

    Logger.error(
      "the sidecar ended with status #{status} after #{lived_ms} ms; calls go inline to the workers " <>
        "that are left. It starts again in #{pause_ms} ms; its own words on why are logged above"
    )

    Process.send_after(self(), :start, pause_ms)
    {:noreply, %{state | port: nil, pause_ms: pause_ms}}
  end

  def handle_info(:start, %{port: nil} = state), do: {:noreply, start(state)}
  def handle_info(_other, state), do: {:noreply, state}

  @impl true
  def terminate(_reason, state) do
    # Ends its standard input, and waits until it has cleaned up behind itself.
    if state.port && Port.info(state.port), do: close(state.port)
    if state.folder, do: File.rm_rf(state.folder)
  end

  defp start(%{run: {program, options}} = state) do
    options = [:binary, :exit_status, :stderr_to_stdout, {:line, @longest_line}] ++ options
    port = Port.open({:spawn_executable, program}, options)
    %{state | port: port, started_at_ms: now_ms()}
  end

  defp close(port) do
    {:os_pid, pid} = Port.info(port, :os_pid)
    Port.close(port)
    await_end(pid, @last_tries)
  end

  # It has been there at every look, so it still is the process that was started here.
  defp await_end(pid, 0), do: signal(pid, "-9")

  defp await_end(pid, tries) do
    if signal(pid, "-0") do
      Process.sleep(@try_ms)
      await_end(pid, tries - 1)
    end
  end

  # The shell's own kill: not every system has one as a program.
  defp signal(pid, signal) do
    {_output, status} = System.cmd("sh", ["-c", "kill #{signal} #{pid}"], stderr_to_stdout: true)
    status == 0
  end

  defp now_ms, do: System.monotonic_time(:millisecond)

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
