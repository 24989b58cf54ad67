// Original file: proto/snakepit/shm/v1/ref.proto

import type { Format as _snakepit_shm_v1_Format, Format__Output as _snakepit_shm_v1_Format__Output } from '../../../snakepit/shm/v1/Format.js';
import type { NdArrayInfo as _snakepit_shm_v1_NdArrayInfo, NdArrayInfo__Output as _snakepit_shm_v1_NdArrayInfo__Output } from '../../../snakepit/shm/v1/NdArrayInfo.js';

export interface TypeInfo {
  'format'?: (_snakepit_shm_v1_Format);
  'ndarray'?: (_snakepit_shm_v1_NdArrayInfo | null);
}

export interface TypeInfo__Output {
  'format': (_snakepit_shm_v1_Format__Output);
  'ndarray': (_snakepit_shm_v1_NdArrayInfo__Output | null);
}
