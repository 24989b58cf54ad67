// Original file: proto/snakepit/shm/v1/term.proto

import type { Long } from '@grpc/proto-loader';

export interface PackedIntegers {
  'values'?: (number | string | Long)[];
}

export interface PackedIntegers__Output {
  'values': (number)[];
}
