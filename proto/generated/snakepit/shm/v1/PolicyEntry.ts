// Original file: proto/snakepit/shm/v1/session.proto

import type { Direction as _snakepit_shm_v1_Direction, Direction__Output as _snakepit_shm_v1_Direction__Output } from '../../../snakepit/shm/v1/Direction.js';
import type { Format as _snakepit_shm_v1_Format, Format__Output as _snakepit_shm_v1_Format__Output } from '../../../snakepit/shm/v1/Format.js';
import type { Long } from '@grpc/proto-loader';

export interface PolicyEntry {
  'pool'?: (string);
  'direction'?: (_snakepit_shm_v1_Direction);
  'format'?: (_snakepit_shm_v1_Format);
  'thresholdBytes'?: (number | string | Long);
}

export interface PolicyEntry__Output {
  'pool': (string);
  'direction': (_snakepit_shm_v1_Direction__Output);
  'format': (_snakepit_shm_v1_Format__Output);
  'thresholdBytes': (number);
}
