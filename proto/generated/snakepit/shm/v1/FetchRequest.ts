// Original file: proto/snakepit/shm/v1/worker.proto

import type { ShmRef as _snakepit_shm_v1_ShmRef, ShmRef__Output as _snakepit_shm_v1_ShmRef__Output } from '../../../snakepit/shm/v1/ShmRef.js';
import type { Long } from '@grpc/proto-loader';

export interface FetchRequest {
  'ref'?: (_snakepit_shm_v1_ShmRef | null);
  'caller'?: (number | string | Long);
}

export interface FetchRequest__Output {
  'ref': (_snakepit_shm_v1_ShmRef__Output | null);
  'caller': (number);
}
