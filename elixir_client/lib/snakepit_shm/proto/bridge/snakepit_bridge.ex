# Generated from proto/ by `npm run generate`, do not edit.

defmodule SnakepitShm.Proto.Bridge.Transfer do
  @moduledoc "The enum `snakepit.bridge.Transfer`."

  use SnakepitShm.Proto.Enum,
    values: [
      auto: 0,
      inline: 1,
      shm: 2
    ]
end

defmodule SnakepitShm.Proto.Bridge.BridgeService do
  @moduledoc "The service `snakepit.bridge.BridgeService`."

  use SnakepitShm.Proto.Service,
    name: "snakepit.bridge.BridgeService",
    rpcs: [
      ping:
        {:unary, "Ping", SnakepitShm.Proto.Bridge.PingRequest,
         SnakepitShm.Proto.Bridge.PingResponse},
      initialize_session:
        {:unary, "InitializeSession", SnakepitShm.Proto.Bridge.InitializeSessionRequest,
         SnakepitShm.Proto.Bridge.InitializeSessionResponse},
      cleanup_session:
        {:unary, "CleanupSession", SnakepitShm.Proto.Bridge.CleanupSessionRequest,
         SnakepitShm.Proto.Bridge.CleanupSessionResponse},
      get_session:
        {:unary, "GetSession", SnakepitShm.Proto.Bridge.GetSessionRequest,
         SnakepitShm.Proto.Bridge.GetSessionResponse},
      heartbeat:
        {:unary, "Heartbeat", SnakepitShm.Proto.Bridge.HeartbeatRequest,
         SnakepitShm.Proto.Bridge.HeartbeatResponse},
      execute_tool:
        {:unary, "ExecuteTool", SnakepitShm.Proto.Bridge.ExecuteToolRequest,
         SnakepitShm.Proto.Bridge.ExecuteToolResponse},
      execute_streaming_tool:
        {:stream, "ExecuteStreamingTool", SnakepitShm.Proto.Bridge.ExecuteToolRequest,
         SnakepitShm.Proto.Bridge.ToolChunk},
      register_tools:
        {:unary, "RegisterTools", SnakepitShm.Proto.Bridge.RegisterToolsRequest,
         SnakepitShm.Proto.Bridge.RegisterToolsResponse},
      get_exposed_elixir_tools:
        {:unary, "GetExposedElixirTools", SnakepitShm.Proto.Bridge.GetExposedElixirToolsRequest,
         SnakepitShm.Proto.Bridge.GetExposedElixirToolsResponse},
      execute_elixir_tool:
        {:unary, "ExecuteElixirTool", SnakepitShm.Proto.Bridge.ExecuteElixirToolRequest,
         SnakepitShm.Proto.Bridge.ExecuteElixirToolResponse},
      stream_telemetry:
        {:stream, "StreamTelemetry", SnakepitShm.Proto.Bridge.TelemetryControl,
         SnakepitShm.Proto.Bridge.TelemetryEvent}
    ]
end

defmodule SnakepitShm.Proto.Bridge.PingRequest do
  @moduledoc "The message `snakepit.bridge.PingRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      message: {1, :string}
    ]
end

defmodule SnakepitShm.Proto.Bridge.PingResponse do
  @moduledoc "The message `snakepit.bridge.PingResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      message: {1, :string},
      server_time: {2, {:message, SnakepitShm.Proto.Google.Protobuf.Timestamp}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.InitializeSessionRequest do
  @moduledoc "The message `snakepit.bridge.InitializeSessionRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string},
      metadata: {2, {:map, :string, :string}},
      config: {3, {:message, SnakepitShm.Proto.Bridge.SessionConfig}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.SessionConfig do
  @moduledoc "The message `snakepit.bridge.SessionConfig`."

  use SnakepitShm.Proto.Message,
    fields: [
      enable_caching: {1, :bool},
      cache_ttl_seconds: {2, :int32},
      enable_telemetry: {3, :bool}
    ]
end

defmodule SnakepitShm.Proto.Bridge.InitializeSessionResponse do
  @moduledoc "The message `snakepit.bridge.InitializeSessionResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      success: {1, :bool},
      error_message: {2, :string},
      available_tools: {3, {:map, :string, {:message, SnakepitShm.Proto.Bridge.ToolSpec}}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.CleanupSessionRequest do
  @moduledoc "The message `snakepit.bridge.CleanupSessionRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string},
      force: {2, :bool}
    ]
end

defmodule SnakepitShm.Proto.Bridge.CleanupSessionResponse do
  @moduledoc "The message `snakepit.bridge.CleanupSessionResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      success: {1, :bool},
      resources_cleaned: {2, :int32}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ToolSpec do
  @moduledoc "The message `snakepit.bridge.ToolSpec`."

  use SnakepitShm.Proto.Message,
    fields: [
      name: {1, :string},
      description: {2, :string},
      parameters: {3, {:repeated, {:message, SnakepitShm.Proto.Bridge.ParameterSpec}}},
      metadata: {4, {:map, :string, :string}},
      supports_streaming: {5, :bool}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ParameterSpec do
  @moduledoc "The message `snakepit.bridge.ParameterSpec`."

  use SnakepitShm.Proto.Message,
    fields: [
      name: {1, :string},
      type: {2, :string},
      description: {3, :string},
      required: {4, :bool},
      default_value: {5, {:message, SnakepitShm.Proto.Google.Protobuf.Any}},
      validation_json: {6, :string}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ExecuteToolRequest do
  @moduledoc "The message `snakepit.bridge.ExecuteToolRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string},
      tool_name: {2, :string},
      parameters: {3, {:map, :string, {:message, SnakepitShm.Proto.Google.Protobuf.Any}}},
      metadata: {4, {:map, :string, :string}},
      stream: {5, :bool},
      binary_parameters: {6, {:map, :string, :bytes}},
      shm: {100, {:message, SnakepitShm.Proto.Bridge.ShmCall}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ExecuteToolResponse do
  @moduledoc "The message `snakepit.bridge.ExecuteToolResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      success: {1, :bool},
      result: {2, {:message, SnakepitShm.Proto.Google.Protobuf.Any}},
      error_message: {3, :string},
      metadata: {4, {:map, :string, :string}},
      execution_time_ms: {5, :int64},
      binary_result: {6, :bytes},
      shm: {100, {:message, SnakepitShm.Proto.Bridge.ShmReply}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ToolChunk do
  @moduledoc "The message `snakepit.bridge.ToolChunk`."

  use SnakepitShm.Proto.Message,
    fields: [
      chunk_id: {1, :string},
      data: {2, :bytes},
      is_final: {3, :bool},
      metadata: {4, {:map, :string, :string}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.GetSessionRequest do
  @moduledoc "The message `snakepit.bridge.GetSessionRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string}
    ]
end

defmodule SnakepitShm.Proto.Bridge.GetSessionResponse do
  @moduledoc "The message `snakepit.bridge.GetSessionResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string},
      metadata: {2, {:map, :string, :string}},
      created_at: {3, {:message, SnakepitShm.Proto.Google.Protobuf.Timestamp}},
      tool_count: {4, :int32}
    ]
end

defmodule SnakepitShm.Proto.Bridge.HeartbeatRequest do
  @moduledoc "The message `snakepit.bridge.HeartbeatRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string},
      client_time: {2, {:message, SnakepitShm.Proto.Google.Protobuf.Timestamp}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.HeartbeatResponse do
  @moduledoc "The message `snakepit.bridge.HeartbeatResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      server_time: {1, {:message, SnakepitShm.Proto.Google.Protobuf.Timestamp}},
      session_valid: {2, :bool}
    ]
end

defmodule SnakepitShm.Proto.Bridge.RegisterToolsRequest do
  @moduledoc "The message `snakepit.bridge.RegisterToolsRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string},
      tools: {2, {:repeated, {:message, SnakepitShm.Proto.Bridge.ToolRegistration}}},
      worker_id: {3, :string}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ToolRegistration do
  @moduledoc "The message `snakepit.bridge.ToolRegistration`."

  use SnakepitShm.Proto.Message,
    fields: [
      name: {1, :string},
      description: {2, :string},
      parameters: {3, {:repeated, {:message, SnakepitShm.Proto.Bridge.ParameterSpec}}},
      metadata: {4, {:map, :string, :string}},
      supports_streaming: {5, :bool}
    ]
end

defmodule SnakepitShm.Proto.Bridge.RegisterToolsResponse do
  @moduledoc "The message `snakepit.bridge.RegisterToolsResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      success: {1, :bool},
      tool_ids: {2, {:map, :string, :string}},
      error_message: {3, :string}
    ]
end

defmodule SnakepitShm.Proto.Bridge.GetExposedElixirToolsRequest do
  @moduledoc "The message `snakepit.bridge.GetExposedElixirToolsRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string}
    ]
end

defmodule SnakepitShm.Proto.Bridge.GetExposedElixirToolsResponse do
  @moduledoc "The message `snakepit.bridge.GetExposedElixirToolsResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      tools: {1, {:repeated, {:message, SnakepitShm.Proto.Bridge.ToolSpec}}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ExecuteElixirToolRequest do
  @moduledoc "The message `snakepit.bridge.ExecuteElixirToolRequest`."

  use SnakepitShm.Proto.Message,
    fields: [
      session_id: {1, :string},
      tool_name: {2, :string},
      parameters: {3, {:map, :string, {:message, SnakepitShm.Proto.Google.Protobuf.Any}}},
      metadata: {4, {:map, :string, :string}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ExecuteElixirToolResponse do
  @moduledoc "The message `snakepit.bridge.ExecuteElixirToolResponse`."

  use SnakepitShm.Proto.Message,
    fields: [
      success: {1, :bool},
      result: {2, {:message, SnakepitShm.Proto.Google.Protobuf.Any}},
      error_message: {3, :string},
      metadata: {4, {:map, :string, :string}},
      execution_time_ms: {5, :int64},
      binary_result: {6, :bytes}
    ]
end

defmodule SnakepitShm.Proto.Bridge.TelemetryEvent do
  @moduledoc "The message `snakepit.bridge.TelemetryEvent`."

  use SnakepitShm.Proto.Message,
    fields: [
      event_parts: {1, {:repeated, :string}},
      measurements: {2, {:map, :string, {:message, SnakepitShm.Proto.Bridge.TelemetryValue}}},
      metadata: {3, {:map, :string, :string}},
      timestamp_ns: {4, :int64},
      correlation_id: {5, :string}
    ]
end

defmodule SnakepitShm.Proto.Bridge.TelemetryValue do
  @moduledoc "The message `snakepit.bridge.TelemetryValue`."

  use SnakepitShm.Proto.Message,
    fields: [
      value:
        {:oneof,
         [
           int_value: {1, :int64},
           float_value: {2, :double},
           string_value: {3, :string}
         ]}
    ]
end

defmodule SnakepitShm.Proto.Bridge.TelemetryControl do
  @moduledoc "The message `snakepit.bridge.TelemetryControl`."

  use SnakepitShm.Proto.Message,
    fields: [
      control:
        {:oneof,
         [
           toggle: {1, {:message, SnakepitShm.Proto.Bridge.TelemetryToggle}},
           sampling: {2, {:message, SnakepitShm.Proto.Bridge.TelemetrySamplingUpdate}},
           filter: {3, {:message, SnakepitShm.Proto.Bridge.TelemetryEventFilter}}
         ]}
    ]
end

defmodule SnakepitShm.Proto.Bridge.TelemetryToggle do
  @moduledoc "The message `snakepit.bridge.TelemetryToggle`."

  use SnakepitShm.Proto.Message,
    fields: [
      enabled: {1, :bool}
    ]
end

defmodule SnakepitShm.Proto.Bridge.TelemetrySamplingUpdate do
  @moduledoc "The message `snakepit.bridge.TelemetrySamplingUpdate`."

  use SnakepitShm.Proto.Message,
    fields: [
      sampling_rate: {1, :double},
      event_patterns: {2, {:repeated, :string}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.TelemetryEventFilter do
  @moduledoc "The message `snakepit.bridge.TelemetryEventFilter`."

  use SnakepitShm.Proto.Message,
    fields: [
      allow: {1, {:repeated, :string}},
      deny: {2, {:repeated, :string}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ShmCall do
  @moduledoc "The message `snakepit.bridge.ShmCall`."

  use SnakepitShm.Proto.Message,
    fields: [
      arguments: {1, {:message, SnakepitShm.Proto.Shm.V1.Term}},
      payloads: {2, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Payload}}},
      caller: {3, :uint64},
      result_transfer: {4, {:enum, SnakepitShm.Proto.Bridge.Transfer}},
      attempt: {5, :uint64}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ShmReply do
  @moduledoc "The message `snakepit.bridge.ShmReply`."

  use SnakepitShm.Proto.Message,
    fields: [
      result: {1, {:message, SnakepitShm.Proto.Shm.V1.Term}},
      payloads: {2, {:repeated, {:message, SnakepitShm.Proto.Shm.V1.Payload}}},
      worker: {3, :uint64},
      error: {4, {:message, SnakepitShm.Proto.Bridge.ToolError}}
    ]
end

defmodule SnakepitShm.Proto.Bridge.ToolError do
  @moduledoc "The message `snakepit.bridge.ToolError`."

  use SnakepitShm.Proto.Message,
    fields: [
      code: {1, :string},
      message: {2, :string},
      exception: {3, :string},
      traceback: {4, :string},
      tool_started: {5, :bool}
    ]
end
