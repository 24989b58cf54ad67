// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Any as _google_protobuf_Any, Any__Output as _google_protobuf_Any__Output } from '../../google/protobuf/Any.js';
import type { ShmReply as _snakepit_bridge_ShmReply, ShmReply__Output as _snakepit_bridge_ShmReply__Output } from '../../snakepit/bridge/ShmReply.js';
import type { Long } from '@grpc/proto-loader';

export interface ExecuteToolResponse {
  'success'?: (boolean);
  'result'?: (_google_protobuf_Any | null);
  'errorMessage'?: (string);
  'metadata'?: ({[key: string]: string});
  'executionTimeMs'?: (number | string | Long);
  'binaryResult'?: (Buffer | Uint8Array | string);
  'shm'?: (_snakepit_bridge_ShmReply | null);
}

export interface ExecuteToolResponse__Output {
  'success': (boolean);
  'result': (_google_protobuf_Any__Output | null);
  'errorMessage': (string);
  'metadata': ({[key: string]: string});
  'executionTimeMs': (number);
  'binaryResult': (Buffer);
  'shm': (_snakepit_bridge_ShmReply__Output | null);
}
