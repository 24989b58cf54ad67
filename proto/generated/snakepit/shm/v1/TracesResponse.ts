// Original file: proto/snakepit/shm/v1/admin.proto

import type { Trace as _snakepit_shm_v1_Trace, Trace__Output as _snakepit_shm_v1_Trace__Output } from '../../../snakepit/shm/v1/Trace.js';

export interface TracesResponse {
  'traces'?: (_snakepit_shm_v1_Trace)[];
}

export interface TracesResponse__Output {
  'traces': (_snakepit_shm_v1_Trace__Output)[];
}
