// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface TelemetryEventFilter {
  'allow'?: (string)[];
  'deny'?: (string)[];
}

export interface TelemetryEventFilter__Output {
  'allow': (string)[];
  'deny': (string)[];
}
