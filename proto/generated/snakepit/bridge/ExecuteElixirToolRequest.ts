// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Any as _google_protobuf_Any, Any__Output as _google_protobuf_Any__Output } from '../../google/protobuf/Any.js';

export interface ExecuteElixirToolRequest {
  'sessionId'?: (string);
  'toolName'?: (string);
  'parameters'?: ({[key: string]: _google_protobuf_Any});
  'metadata'?: ({[key: string]: string});
}

export interface ExecuteElixirToolRequest__Output {
  'sessionId': (string);
  'toolName': (string);
  'parameters': ({[key: string]: _google_protobuf_Any__Output});
  'metadata': ({[key: string]: string});
}
