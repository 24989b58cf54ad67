// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Term as _snakepit_shm_v1_Term, Term__Output as _snakepit_shm_v1_Term__Output } from '../../snakepit/shm/v1/Term.js';
import type { Payload as _snakepit_shm_v1_Payload, Payload__Output as _snakepit_shm_v1_Payload__Output } from '../../snakepit/shm/v1/Payload.js';
import type { Transfer as _snakepit_bridge_Transfer, Transfer__Output as _snakepit_bridge_Transfer__Output } from '../../snakepit/bridge/Transfer.js';
import type { Long } from '@grpc/proto-loader';

export interface ShmCall {
  'arguments'?: (_snakepit_shm_v1_Term | null);
  'payloads'?: (_snakepit_shm_v1_Payload)[];
  'caller'?: (number | string | Long);
  'resultTransfer'?: (_snakepit_bridge_Transfer);
  'attempt'?: (number | string | Long);
}

export interface ShmCall__Output {
  'arguments': (_snakepit_shm_v1_Term__Output | null);
  'payloads': (_snakepit_shm_v1_Payload__Output)[];
  'caller': (number);
  'resultTransfer': (_snakepit_bridge_Transfer__Output);
  'attempt': (number);
}
