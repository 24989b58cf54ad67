// Original file: proto/snakepit/shm/v1/session.proto

import type { Long } from '@grpc/proto-loader';

export interface PeerDied {
  'session'?: (number | string | Long);
}

export interface PeerDied__Output {
  'session': (number);
}
