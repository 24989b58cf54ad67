// Original file: proto/snakepit/shm/v1/session.proto

import type { Long } from '@grpc/proto-loader';

export interface Trim {
  'capacity'?: (number | string | Long);
  'keep'?: (number);
}

export interface Trim__Output {
  'capacity': (number);
  'keep': (number);
}
