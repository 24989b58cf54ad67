// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.js';

export interface PingResponse {
  'message'?: (string);
  'serverTime'?: (_google_protobuf_Timestamp | null);
}

export interface PingResponse__Output {
  'message': (string);
  'serverTime': (_google_protobuf_Timestamp__Output | null);
}
