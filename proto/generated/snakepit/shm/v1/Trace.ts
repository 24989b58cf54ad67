// Original file: proto/snakepit/shm/v1/admin.proto

import type { TransferReport as _snakepit_shm_v1_TransferReport, TransferReport__Output as _snakepit_shm_v1_TransferReport__Output } from '../../../snakepit/shm/v1/TransferReport.js';

export interface Trace {
  'traceId'?: (Buffer | Uint8Array | string);
  'reports'?: (_snakepit_shm_v1_TransferReport)[];
}

export interface Trace__Output {
  'traceId': (Buffer);
  'reports': (_snakepit_shm_v1_TransferReport__Output)[];
}
