// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.js';

export interface HeartbeatResponse {
  'serverTime'?: (_google_protobuf_Timestamp | null);
  'sessionValid'?: (boolean);
}

export interface HeartbeatResponse__Output {
  'serverTime': (_google_protobuf_Timestamp__Output | null);
  'sessionValid': (boolean);
}
