defmodule SnakepitShm.Session.Frames do
  @moduledoc "The frames of the session stream, between gun and `SnakepitShm.Session`."
  alias SnakepitShm.Client
  alias SnakepitShm.Grpc.{Frame, Gun, Unary}
  alias SnakepitShm.Proto.Shm.V1.{Broker, ClientFrame, Heartbeat, Hello, LockHeld, ResumeSession}
  alias SnakepitShm.Proto.Shm.V1.ServerFrame

  @version Mix.Project.config()[:version]

  @doc "Opens the stream; its events go to the calling process."
  @spec open(pid) :: reference
  def open(gun), do: Gun.open_stream(gun, Broker.session().path, Unary.headers(:infinity, []))

  @doc "Sends one frame, `{name, message}`."
  @spec send(pid, reference, {atom, struct}) :: :ok
  def send(gun, stream, frame) do
    {:ok, wrapped} = Frame.wrap(ClientFrame.encode(%ClientFrame{frame: frame}))
    Gun.data(gun, stream, :nofin, wrapped)
  end

  @doc "The whole frames at the start of the bytes, and the bytes behind them."
  @spec split(binary) :: {:ok, [{atom, struct} | nil], binary} | {:error, term}
  def split(bytes) do
    with {:ok, messages, rest} <- Frame.split(bytes),
         {:ok, frames} <- decode(messages, []),
         do: {:ok, frames, rest}
  end

  @doc "The first frame: who this is, and which session it resumes."
  @spec hello(Client.t(), map | nil) :: Hello.t()
  def hello(client, attached) do
    %Hello{
      versions: [1],
      client: "elixir/#{@version}",
      tenant: client.options.tenant,
      bearer_token: client.options.bearer_token,
      maps: client.memory.maps?(),
      features: ["term", "ndarray"],
      resume: attached && %ResumeSession{session: attached.id, secret: attached.secret}
    }
  end

  @doc "Says that the flock of the session is held."
  @spec lock_held() :: LockHeld.t()
  def lock_held, do: %LockHeld{}

  @doc "A sign of life."
  @spec heartbeat() :: Heartbeat.t()
  def heartbeat, do: %Heartbeat{sent_at_ms: System.system_time(:millisecond)}

  defp decode([message | rest], frames) do
    with {:ok, %{frame: frame}} <- ServerFrame.decode(message), do: decode(rest, [frame | frames])
  end

  defp decode([], frames), do: {:ok, Enum.reverse(frames)}
end
