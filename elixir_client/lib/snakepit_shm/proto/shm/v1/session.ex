# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Shm.V1.ClientFrame do
  @moduledoc "The message `snakepit.shm.v1.ClientFrame`."

  use SnakepitShm.Proto.Message,
    fields: [
      frame:
        {:oneof,
         [
           hello: {1, {:message, SnakepitShm.Proto.Shm.V1.Hello}},
           heartbeat: {2, {:message, SnakepitShm.Proto.Shm.V1.Heartbeat}},
           reports: {3, {:message, SnakepitShm.Proto.Shm.V1.Reports}},
           worker_ready: {4, {:message, SnakepitShm.Proto.Shm.V1.WorkerReady}},
           settle: {5, {:message, SnakepitShm.Proto.Shm.V1.Settle}},
           lock_held: {6, {:message, SnakepitShm.Proto.Shm.V1.LockHeld}},
           token_renewal: {7, {:message, SnakepitShm.Proto.Shm.V1.TokenRenewal}}
         ]}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.ServerFrame do
  @moduledoc "The message `snakepit.shm.v1.ServerFrame`."

  use SnakepitShm.Proto.Message,
    fields: [
      frame:
        {:oneof,
         [
           welcome: {1, {:message, SnakepitShm.Proto.Shm.V1.Welcome}},
           heartbeat: {2, {:message, SnakepitShm.Proto.Shm.V1.Heartbeat}},
           workers: {3, {:message, SnakepitShm.Proto.Shm.V1.WorkerDirectory}},
           policy: {4, {:message, SnakepitShm.Proto.Shm.V1.TransferPolicy}},
           settle: {5, {:message, SnakepitShm.Proto.Shm.V1.Settle}},
           peer_died: {6, {:message, SnakepitShm.Proto.Shm.V1.PeerDied}},
           trim: {7, {:message, SnakepitShm.Proto.Shm.V1.Trim}},
           drain: {8, {:message, SnakepitShm.Proto.Shm.V1.Drain}},
           renewed_tokens: {9, {:message, SnakepitShm.Proto.Shm.V1.RenewedTokens}}
         ]}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Hello do
  @moduledoc "The message `snakepit.shm.v1.Hello`."

  use SnakepitShm.Proto.Message,
    fields: [
      versions: {1, {:repeated, :uint32}},
      client: {2, :string},
      tenant: {3, :string},
      bearer_token: {4, :string},
      resume: {5, {:message, SnakepitShm.Proto.Shm.V1.ResumeSession}},
      maps: {6, :bool},
      worker_secret: {7, :string},
      features: {8, {:repeated, :string}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.ResumeSession do
  @moduledoc "The message `snakepit.shm.v1.ResumeSession`."

  use SnakepitShm.Proto.Message,
    fields: [
      session: {1, :uint64},
      secret: {2, :bytes}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Welcome do
  @moduledoc "The message `snakepit.shm.v1.Welcome`."

  use SnakepitShm.Proto.Message,
    fields: [
      session: {1, :uint64},
      secret: {2, :bytes},
      version: {3, :uint32},
      run: {4, :string},
      control: {5, {:message, SnakepitShm.Proto.Shm.V1.Attachment}},
      lock: {6, {:message, SnakepitShm.Proto.Shm.V1.Attachment}},
      policy: {7, {:message, SnakepitShm.Proto.Shm.V1.TransferPolicy}},
      limits: {8, {:message, SnakepitShm.Proto.Shm.V1.Limits}},
      tenant: {9, :string},
      resumed: {10, :bool}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Attachment do
  @moduledoc "The message `snakepit.shm.v1.Attachment`."

  use SnakepitShm.Proto.Message,
    fields: [
      kind:
        {:oneof,
         [
           path: {1, :string}
         ]},
      size: {2, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Limits do
  @moduledoc "The message `snakepit.shm.v1.Limits`."

  use SnakepitShm.Proto.Message,
    fields: [
      min_region_bytes: {1, :uint64},
      max_region_bytes: {2, :uint64},
      max_records: {3, :uint32},
      slots_per_record: {4, :uint32},
      heartbeat_interval_ms: {5, :uint32},
      resume_grace_ms: {6, :uint32}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Heartbeat do
  @moduledoc "The message `snakepit.shm.v1.Heartbeat`."

  use SnakepitShm.Proto.Message,
    fields: [
      sent_at_ms: {1, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Reports do
  @moduledoc "The message `snakepit.shm.v1.Reports`."

  use SnakepitShm.Proto.Message,
    fields: [
      reports: {1, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.TransferReport}}},
      dropped: {2, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.WorkerReady do
  @moduledoc "The message `snakepit.shm.v1.WorkerReady`."

  use SnakepitShm.Proto.Message,
    fields: [
      worker: {1, :string},
      socket: {2, :string},
      tools: {3, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Tool}}},
      features: {4, {:repeated, :string}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Tool do
  @moduledoc "The message `snakepit.shm.v1.Tool`."

  use SnakepitShm.Proto.Message,
    fields: [
      name: {1, :string},
      description: {2, :string}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.WorkerDirectory do
  @moduledoc "The message `snakepit.shm.v1.WorkerDirectory`."

  use SnakepitShm.Proto.Message,
    fields: [
      workers: {1, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Worker}}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Worker do
  @moduledoc "The message `snakepit.shm.v1.Worker`."

  use SnakepitShm.Proto.Message,
    fields: [
      worker: {1, :string},
      session: {2, :uint64},
      socket: {3, :string},
      tools: {4, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Tool}}},
      features: {5, {:repeated, :string}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Settle do
  @moduledoc "The message `snakepit.shm.v1.Settle`."

  use SnakepitShm.Proto.Message,
    fields: [
      reader: {1, :uint64},
      owner: {2, :uint64},
      lease: {3, :uint64},
      record: {4, :uint32},
      slot: {5, :uint32},
      n: {6, :uint64},
      control: {7, {:message, SnakepitShm.Proto.Shm.V1.Attachment}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.PeerDied do
  @moduledoc "The message `snakepit.shm.v1.PeerDied`."

  use SnakepitShm.Proto.Message,
    fields: [
      session: {1, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Trim do
  @moduledoc "The message `snakepit.shm.v1.Trim`."

  use SnakepitShm.Proto.Message,
    fields: [
      capacity: {1, :uint64},
      keep: {2, :uint32}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.Drain do
  @moduledoc "The message `snakepit.shm.v1.Drain`."

  use SnakepitShm.Proto.Message,
    fields: [
      grace_ms: {1, :uint32}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.LockHeld do
  @moduledoc "The message `snakepit.shm.v1.LockHeld`."

  use SnakepitShm.Proto.Message, fields: []
end

defmodule SnakepitShm.Proto.Shm.V1.TokenRenewal do
  @moduledoc "The message `snakepit.shm.v1.TokenRenewal`."

  use SnakepitShm.Proto.Message,
    fields: [
      leases: {1, {:repeated, :uint64}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.RenewedTokens do
  @moduledoc "The message `snakepit.shm.v1.RenewedTokens`."

  use SnakepitShm.Proto.Message,
    fields: [
      tokens: {1, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.RenewedToken}}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.RenewedToken do
  @moduledoc "The message `snakepit.shm.v1.RenewedToken`."

  use SnakepitShm.Proto.Message,
    fields: [
      lease: {1, :uint64},
      token: {2, :string},
      expires_at_ms: {3, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.TransferPolicy do
  @moduledoc "The message `snakepit.shm.v1.TransferPolicy`."

  use SnakepitShm.Proto.Message,
    fields: [
      version: {1, :uint64},
      default_threshold_bytes: {2, :uint64},
      entries: {3, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.PolicyEntry}}}
    ]
end

defmodule SnakepitShm.Proto.Shm.V1.PolicyEntry do
  @moduledoc "The message `snakepit.shm.v1.PolicyEntry`."

  use SnakepitShm.Proto.Message,
    fields: [
      pool: {1, :string},
      direction: {2, {:enum, SnakepitShm.Proto.Shm.V1.Direction}},
      format: {3, {:enum, SnakepitShm.Proto.Shm.V1.Format}},
      threshold_bytes: {4, :uint64}
    ]
end
