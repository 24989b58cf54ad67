// Original file: proto/snakepit/shm/v1/broker.proto

import type { SessionProof as _snakepit_shm_v1_SessionProof, SessionProof__Output as _snakepit_shm_v1_SessionProof__Output } from '../../../snakepit/shm/v1/SessionProof.js';

export interface OpenRequest {
  'proof'?: (_snakepit_shm_v1_SessionProof | null);
  'token'?: (string);
}

export interface OpenRequest__Output {
  'proof': (_snakepit_shm_v1_SessionProof__Output | null);
  'token': (string);
}
