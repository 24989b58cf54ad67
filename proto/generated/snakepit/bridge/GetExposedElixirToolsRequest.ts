// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface GetExposedElixirToolsRequest {
  'sessionId'?: (string);
}

export interface GetExposedElixirToolsRequest__Output {
  'sessionId': (string);
}
