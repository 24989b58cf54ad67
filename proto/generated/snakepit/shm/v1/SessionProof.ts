// Original file: proto/snakepit/shm/v1/broker.proto

import type { Long } from '@grpc/proto-loader';

export interface SessionProof {
  'session'?: (number | string | Long);
  'secret'?: (Buffer | Uint8Array | string);
}

export interface SessionProof__Output {
  'session': (number);
  'secret': (Buffer);
}
