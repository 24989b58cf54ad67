// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.js';

export interface HeartbeatRequest {
  'sessionId'?: (string);
  'clientTime'?: (_google_protobuf_Timestamp | null);
}

export interface HeartbeatRequest__Output {
  'sessionId': (string);
  'clientTime': (_google_protobuf_Timestamp__Output | null);
}
