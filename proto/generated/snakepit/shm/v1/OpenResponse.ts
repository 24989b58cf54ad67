// Original file: proto/snakepit/shm/v1/broker.proto

import type { Attachment as _snakepit_shm_v1_Attachment, Attachment__Output as _snakepit_shm_v1_Attachment__Output } from '../../../snakepit/shm/v1/Attachment.js';
import type { Long } from '@grpc/proto-loader';

export interface OpenResponse {
  'region'?: (number | string | Long);
  'lease'?: (number | string | Long);
  'owner'?: (number | string | Long);
  'record'?: (number);
  'capacity'?: (number | string | Long);
  'key'?: (Buffer | Uint8Array | string);
  'payload'?: (_snakepit_shm_v1_Attachment | null);
  'control'?: (_snakepit_shm_v1_Attachment | null);
}

export interface OpenResponse__Output {
  'region': (number);
  'lease': (number);
  'owner': (number);
  'record': (number);
  'capacity': (number);
  'key': (Buffer);
  'payload': (_snakepit_shm_v1_Attachment__Output | null);
  'control': (_snakepit_shm_v1_Attachment__Output | null);
}
