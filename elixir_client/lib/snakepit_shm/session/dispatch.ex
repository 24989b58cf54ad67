defmodule SnakepitShm.Session.Dispatch do
  @moduledoc "Who is told of what the sidecar says."
  alias SnakepitShm.{Client, Magazine, Policy, Reader, Workers}

  @doc "Passes a frame on. One that this version does not know is none of anybody's business."
  @spec frame(Client.t(), {atom, struct} | nil) :: term
  def frame(client, {:workers, directory}), do: Workers.update(client, directory)
  def frame(client, {:policy, policy}), do: Client.put(client, :policy, Policy.from_wire(policy))
  def frame(client, {:settle, settle}), do: Reader.notify(client, {:settle, settle})
  def frame(client, {:trim, trim}), do: Magazine.notify(client, {:trim, trim.capacity, trim.keep})
  def frame(client, {:drain, _drain}), do: Magazine.notify(client, :drain)

  def frame(client, {:renewed_tokens, renewed}),
    do: Magazine.notify(client, {:renewed, renewed.tokens})

  # Marked first, so that nobody accepts anything of it while it is being counted.
  def frame(client, {:peer_died, %{session: session}}) do
    Client.put(client, {:dead, session}, true)
    Reader.notify(client, {:peer_died, session})
  end

  def frame(_client, _heartbeat_or_unknown), do: :ok
end
