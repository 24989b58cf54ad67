// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface CleanupSessionResponse {
  'success'?: (boolean);
  'resourcesCleaned'?: (number);
}

export interface CleanupSessionResponse__Output {
  'success': (boolean);
  'resourcesCleaned': (number);
}
