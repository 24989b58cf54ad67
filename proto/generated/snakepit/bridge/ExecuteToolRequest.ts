// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Any as _google_protobuf_Any, Any__Output as _google_protobuf_Any__Output } from '../../google/protobuf/Any.js';
import type { ShmCall as _snakepit_bridge_ShmCall, ShmCall__Output as _snakepit_bridge_ShmCall__Output } from '../../snakepit/bridge/ShmCall.js';

export interface ExecuteToolRequest {
  'sessionId'?: (string);
  'toolName'?: (string);
  'parameters'?: ({[key: string]: _google_protobuf_Any});
  'metadata'?: ({[key: string]: string});
  'stream'?: (boolean);
  'binaryParameters'?: ({[key: string]: Buffer | Uint8Array | string});
  'shm'?: (_snakepit_bridge_ShmCall | null);
}

export interface ExecuteToolRequest__Output {
  'sessionId': (string);
  'toolName': (string);
  'parameters': ({[key: string]: _google_protobuf_Any__Output});
  'metadata': ({[key: string]: string});
  'stream': (boolean);
  'binaryParameters': ({[key: string]: Buffer});
  'shm': (_snakepit_bridge_ShmCall__Output | null);
}
