// Original file: proto/snakepit/shm/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface WorkerStats {
  'worker'?: (string);
  'state'?: (string);
  'pid'?: (number);
  'restarts'?: (number);
  'session'?: (number | string | Long);
}

export interface WorkerStats__Output {
  'worker': (string);
  'state': (string);
  'pid': (number);
  'restarts': (number);
  'session': (number);
}
