// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface CleanupSessionRequest {
  'sessionId'?: (string);
  'force'?: (boolean);
}

export interface CleanupSessionRequest__Output {
  'sessionId': (string);
  'force': (boolean);
}
