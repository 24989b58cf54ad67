// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { ParameterSpec as _snakepit_bridge_ParameterSpec, ParameterSpec__Output as _snakepit_bridge_ParameterSpec__Output } from '../../snakepit/bridge/ParameterSpec.js';

export interface ToolRegistration {
  'name'?: (string);
  'description'?: (string);
  'parameters'?: (_snakepit_bridge_ParameterSpec)[];
  'metadata'?: ({[key: string]: string});
  'supportsStreaming'?: (boolean);
}

export interface ToolRegistration__Output {
  'name': (string);
  'description': (string);
  'parameters': (_snakepit_bridge_ParameterSpec__Output)[];
  'metadata': ({[key: string]: string});
  'supportsStreaming': (boolean);
}
