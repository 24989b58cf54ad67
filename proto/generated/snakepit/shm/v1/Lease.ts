// Original file: proto/snakepit/shm/v1/broker.proto

import type { Attachment as _snakepit_shm_v1_Attachment, Attachment__Output as _snakepit_shm_v1_Attachment__Output } from '../../../snakepit/shm/v1/Attachment.js';
import type { Long } from '@grpc/proto-loader';

export interface Lease {
  'region'?: (number | string | Long);
  'lease'?: (number | string | Long);
  'record'?: (number);
  'capacity'?: (number | string | Long);
  'token'?: (string);
  'key'?: (Buffer | Uint8Array | string);
  'payload'?: (_snakepit_shm_v1_Attachment | null);
  'expiresAtMs'?: (number | string | Long);
}

export interface Lease__Output {
  'region': (number);
  'lease': (number);
  'record': (number);
  'capacity': (number);
  'token': (string);
  'key': (Buffer);
  'payload': (_snakepit_shm_v1_Attachment__Output | null);
  'expiresAtMs': (number);
}
