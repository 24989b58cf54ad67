// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { ToolRegistration as _snakepit_bridge_ToolRegistration, ToolRegistration__Output as _snakepit_bridge_ToolRegistration__Output } from '../../snakepit/bridge/ToolRegistration.js';

export interface RegisterToolsRequest {
  'sessionId'?: (string);
  'tools'?: (_snakepit_bridge_ToolRegistration)[];
  'workerId'?: (string);
}

export interface RegisterToolsRequest__Output {
  'sessionId': (string);
  'tools': (_snakepit_bridge_ToolRegistration__Output)[];
  'workerId': (string);
}
