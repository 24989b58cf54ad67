// Original file: proto/snakepit/shm/v1/report.proto

import type { Long } from '@grpc/proto-loader';

export interface Stage {
  'name'?: (string);
  'startNs'?: (number | string | Long);
  'durationNs'?: (number | string | Long);
}

export interface Stage__Output {
  'name': (string);
  'startNs': (number);
  'durationNs': (number);
}
