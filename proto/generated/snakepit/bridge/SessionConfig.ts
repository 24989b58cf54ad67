// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface SessionConfig {
  'enableCaching'?: (boolean);
  'cacheTtlSeconds'?: (number);
  'enableTelemetry'?: (boolean);
}

export interface SessionConfig__Output {
  'enableCaching': (boolean);
  'cacheTtlSeconds': (number);
  'enableTelemetry': (boolean);
}
