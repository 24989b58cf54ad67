// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface RegisterToolsResponse {
  'success'?: (boolean);
  'toolIds'?: ({[key: string]: string});
  'errorMessage'?: (string);
}

export interface RegisterToolsResponse__Output {
  'success': (boolean);
  'toolIds': ({[key: string]: string});
  'errorMessage': (string);
}
