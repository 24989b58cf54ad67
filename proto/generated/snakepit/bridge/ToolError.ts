// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface ToolError {
  'code'?: (string);
  'message'?: (string);
  'exception'?: (string);
  'traceback'?: (string);
  'toolStarted'?: (boolean);
}

export interface ToolError__Output {
  'code': (string);
  'message': (string);
  'exception': (string);
  'traceback': (string);
  'toolStarted': (boolean);
}
