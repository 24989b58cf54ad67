# The main job on real bytes: `make demo [FILE=path]`.
for file <- ~w(terminal verify measure), do: Code.require_file("#{file}.exs", __DIR__)

alias Demo.{Measure, Terminal, Verify}

root = Path.expand("../..", __DIR__)
sidecar_main = System.get_env("SNAKEPIT_SHM_SIDECAR") || Path.join(root, "dist/sidecar/main.js")
socket = Path.join([System.tmp_dir!(), "snakepit-shm-demo-#{System.pid()}", "sidecar.sock"])

path =
  case System.get_env("FILE", "") do
    "" -> System.find_executable("node")
    path -> path
  end

data = File.read!(path)

Terminal.title("Snakepit Shm: #{Path.basename(path)}, #{Terminal.bytes(byte_size(data))}")

if System.get_env("FILE", "") == "",
  do: Terminal.note("the node executable itself; FILE=path sends another file")

Terminal.progress("starting the sidecar and a Python worker")
{:ok, _} = Application.ensure_all_started(:snakepit_shm)

{:ok, supervisor} =
  SnakepitShm.start_link(
    warm: [byte_size(data), byte_size(data)],
    sidecar: [
      command: [System.find_executable("node"), sidecar_main],
      socket: socket,
      workers: 1,
      adapter: "demo_tools:DemoTools",
      python: System.get_env("SNAKEPIT_SHM_PYTHON") || "python3",
      pythonpath: [__DIR__, Path.join(root, "python_client")],
      args: ["--log-level", "warn"]
    ]
  )

:ok = SnakepitShm.await_attached()
call = fn tool, arguments, transfer -> Measure.call(tool, arguments, transfer) end

Terminal.title("The main job: SHA-256, byte histogram and transformed bytes, verified by Elixir")
expected = Verify.expect(data, &Terminal.progress/1)

for transfer <- [:inline, :shm] do
  # The first call maps the region at both ends; the second finds it warm.
  call.("analyse", %{data: {:bytes, data}}, transfer)
  Terminal.progress("#{transfer}: sending #{Terminal.bytes(byte_size(data))}")
  {micros, answer} = :timer.tc(fn -> call.("analyse", %{data: {:bytes, data}}, transfer) end)
  :ok = Verify.check!(answer, expected)

  Terminal.good(
    "#{String.pad_trailing("#{transfer}", 6)} #{Terminal.ms(micros)}, all of it verified"
  )
end

Terminal.title("Transfer alone, warm: medians of one call, the two ways in turn")

Terminal.table(
  ["payload", "leg", "inline", "shm", "speed-up"],
  Measure.table(data, &Terminal.progress/1)
)

Terminal.title("One transfer, traced")
trace_id = Base.encode16(:crypto.strong_rand_bytes(16), case: :lower)
traceparent = "00-#{trace_id}-#{Base.encode16(:crypto.strong_rand_bytes(8), case: :lower)}-01"

SnakepitShm.execute!("echo", %{data: {:bytes, data}},
  transfer: :shm,
  result_transfer: :shm,
  traceparent: traceparent
)

IO.puts(Measure.trace(sidecar_main, socket, trace_id))

Terminal.title("What is left behind")
run = Measure.run_id(sidecar_main, socket)
objects = fn -> Path.wildcard("/dev/shm/snakepit-shm.#{run}.*") end
held = length(objects.())
Supervisor.stop(supervisor)
left = objects.()

if held > 0 and left == [] do
  Terminal.good("nothing: all #{held} objects of this run are gone from /dev/shm")
else
  Terminal.bad("#{length(left)} objects of this run are still in /dev/shm")
  System.halt(1)
end
