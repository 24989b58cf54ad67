// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface TelemetryToggle {
  'enabled'?: (boolean);
}

export interface TelemetryToggle__Output {
  'enabled': (boolean);
}
