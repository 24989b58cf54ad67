// Original file: proto/snakepit/shm/v1/broker.proto

import type { SessionProof as _snakepit_shm_v1_SessionProof, SessionProof__Output as _snakepit_shm_v1_SessionProof__Output } from '../../../snakepit/shm/v1/SessionProof.js';
import type { Long } from '@grpc/proto-loader';

export interface LeaseRequest {
  'proof'?: (_snakepit_shm_v1_SessionProof | null);
  'requestId'?: (string);
  'minBytes'?: (number | string | Long);
  'count'?: (number);
}

export interface LeaseRequest__Output {
  'proof': (_snakepit_shm_v1_SessionProof__Output | null);
  'requestId': (string);
  'minBytes': (number);
  'count': (number);
}
