// Original file: proto/snakepit/shm/v1/session.proto

import type { Long } from '@grpc/proto-loader';

export interface TokenRenewal {
  'leases'?: (number | string | Long)[];
}

export interface TokenRenewal__Output {
  'leases': (number)[];
}
