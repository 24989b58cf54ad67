// Original file: proto/snakepit/shm/v1/report.proto

import type { Direction as _snakepit_shm_v1_Direction, Direction__Output as _snakepit_shm_v1_Direction__Output } from '../../../snakepit/shm/v1/Direction.js';
import type { Method as _snakepit_shm_v1_Method, Method__Output as _snakepit_shm_v1_Method__Output } from '../../../snakepit/shm/v1/Method.js';
import type { Reason as _snakepit_shm_v1_Reason, Reason__Output as _snakepit_shm_v1_Reason__Output } from '../../../snakepit/shm/v1/Reason.js';
import type { Format as _snakepit_shm_v1_Format, Format__Output as _snakepit_shm_v1_Format__Output } from '../../../snakepit/shm/v1/Format.js';
import type { Long } from '@grpc/proto-loader';

export interface PayloadReport {
  'direction'?: (_snakepit_shm_v1_Direction);
  'method'?: (_snakepit_shm_v1_Method);
  'reason'?: (_snakepit_shm_v1_Reason);
  'bytes'?: (number | string | Long);
  'format'?: (_snakepit_shm_v1_Format);
  'warm'?: (boolean);
  'detail'?: (string);
}

export interface PayloadReport__Output {
  'direction': (_snakepit_shm_v1_Direction__Output);
  'method': (_snakepit_shm_v1_Method__Output);
  'reason': (_snakepit_shm_v1_Reason__Output);
  'bytes': (number);
  'format': (_snakepit_shm_v1_Format__Output);
  'warm': (boolean);
  'detail': (string);
}
