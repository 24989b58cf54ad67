// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { SessionConfig as _snakepit_bridge_SessionConfig, SessionConfig__Output as _snakepit_bridge_SessionConfig__Output } from '../../snakepit/bridge/SessionConfig.js';

export interface InitializeSessionRequest {
  'sessionId'?: (string);
  'metadata'?: ({[key: string]: string});
  'config'?: (_snakepit_bridge_SessionConfig | null);
}

export interface InitializeSessionRequest__Output {
  'sessionId': (string);
  'metadata': ({[key: string]: string});
  'config': (_snakepit_bridge_SessionConfig__Output | null);
}
