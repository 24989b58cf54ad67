// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from '../../google/protobuf/Timestamp.js';

export interface GetSessionResponse {
  'sessionId'?: (string);
  'metadata'?: ({[key: string]: string});
  'createdAt'?: (_google_protobuf_Timestamp | null);
  'toolCount'?: (number);
}

export interface GetSessionResponse__Output {
  'sessionId': (string);
  'metadata': ({[key: string]: string});
  'createdAt': (_google_protobuf_Timestamp__Output | null);
  'toolCount': (number);
}
