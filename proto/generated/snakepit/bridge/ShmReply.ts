// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Term as _snakepit_shm_v1_Term, Term__Output as _snakepit_shm_v1_Term__Output } from '../../snakepit/shm/v1/Term.js';
import type { Payload as _snakepit_shm_v1_Payload, Payload__Output as _snakepit_shm_v1_Payload__Output } from '../../snakepit/shm/v1/Payload.js';
import type { ToolError as _snakepit_bridge_ToolError, ToolError__Output as _snakepit_bridge_ToolError__Output } from '../../snakepit/bridge/ToolError.js';
import type { Long } from '@grpc/proto-loader';

export interface ShmReply {
  'result'?: (_snakepit_shm_v1_Term | null);
  'payloads'?: (_snakepit_shm_v1_Payload)[];
  'worker'?: (number | string | Long);
  'error'?: (_snakepit_bridge_ToolError | null);
}

export interface ShmReply__Output {
  'result': (_snakepit_shm_v1_Term__Output | null);
  'payloads': (_snakepit_shm_v1_Payload__Output)[];
  'worker': (number);
  'error': (_snakepit_bridge_ToolError__Output | null);
}
