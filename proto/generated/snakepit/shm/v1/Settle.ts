// Original file: proto/snakepit/shm/v1/session.proto

import type { Attachment as _snakepit_shm_v1_Attachment, Attachment__Output as _snakepit_shm_v1_Attachment__Output } from '../../../snakepit/shm/v1/Attachment.js';
import type { Long } from '@grpc/proto-loader';

export interface Settle {
  'reader'?: (number | string | Long);
  'owner'?: (number | string | Long);
  'lease'?: (number | string | Long);
  'record'?: (number);
  'slot'?: (number);
  'n'?: (number | string | Long);
  'control'?: (_snakepit_shm_v1_Attachment | null);
}

export interface Settle__Output {
  'reader': (number);
  'owner': (number);
  'lease': (number);
  'record': (number);
  'slot': (number);
  'n': (number);
  'control': (_snakepit_shm_v1_Attachment__Output | null);
}
