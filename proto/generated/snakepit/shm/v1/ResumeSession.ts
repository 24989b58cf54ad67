// Original file: proto/snakepit/shm/v1/session.proto

import type { Long } from '@grpc/proto-loader';

export interface ResumeSession {
  'session'?: (number | string | Long);
  'secret'?: (Buffer | Uint8Array | string);
}

export interface ResumeSession__Output {
  'session': (number);
  'secret': (Buffer);
}
