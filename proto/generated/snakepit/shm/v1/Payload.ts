// Original file: proto/snakepit/shm/v1/ref.proto

import type { ShmRef as _snakepit_shm_v1_ShmRef, ShmRef__Output as _snakepit_shm_v1_ShmRef__Output } from '../../../snakepit/shm/v1/ShmRef.js';

export interface Payload {
  'type'?: (Buffer | Uint8Array | string);
  'inline'?: (Buffer | Uint8Array | string);
  'ref'?: (_snakepit_shm_v1_ShmRef | null);
  'body'?: "inline"|"ref";
}

export interface Payload__Output {
  'type': (Buffer);
  'inline'?: (Buffer);
  'ref'?: (_snakepit_shm_v1_ShmRef__Output | null);
  'body'?: "inline"|"ref";
}
