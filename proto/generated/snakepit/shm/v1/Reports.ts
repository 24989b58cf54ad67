// Original file: proto/snakepit/shm/v1/session.proto

import type { TransferReport as _snakepit_shm_v1_TransferReport, TransferReport__Output as _snakepit_shm_v1_TransferReport__Output } from '../../../snakepit/shm/v1/TransferReport.js';
import type { Long } from '@grpc/proto-loader';

export interface Reports {
  'reports'?: (_snakepit_shm_v1_TransferReport)[];
  'dropped'?: (number | string | Long);
}

export interface Reports__Output {
  'reports': (_snakepit_shm_v1_TransferReport__Output)[];
  'dropped': (number);
}
