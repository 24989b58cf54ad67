// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface PingRequest {
  'message'?: (string);
}

export interface PingRequest__Output {
  'message': (string);
}
