// Original file: proto/snakepit/shm/v1/session.proto

import type { Long } from '@grpc/proto-loader';

export interface RenewedToken {
  'lease'?: (number | string | Long);
  'token'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface RenewedToken__Output {
  'lease': (number);
  'token': (string);
  'expiresAtMs': (number);
}
