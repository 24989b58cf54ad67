// Original file: proto/snakepit/shm/v1/session.proto

import type { Attachment as _snakepit_shm_v1_Attachment, Attachment__Output as _snakepit_shm_v1_Attachment__Output } from '../../../snakepit/shm/v1/Attachment.js';
import type { TransferPolicy as _snakepit_shm_v1_TransferPolicy, TransferPolicy__Output as _snakepit_shm_v1_TransferPolicy__Output } from '../../../snakepit/shm/v1/TransferPolicy.js';
import type { Limits as _snakepit_shm_v1_Limits, Limits__Output as _snakepit_shm_v1_Limits__Output } from '../../../snakepit/shm/v1/Limits.js';
import type { Long } from '@grpc/proto-loader';

export interface Welcome {
  'session'?: (number | string | Long);
  'secret'?: (Buffer | Uint8Array | string);
  'version'?: (number);
  'run'?: (string);
  'control'?: (_snakepit_shm_v1_Attachment | null);
  'lock'?: (_snakepit_shm_v1_Attachment | null);
  'policy'?: (_snakepit_shm_v1_TransferPolicy | null);
  'limits'?: (_snakepit_shm_v1_Limits | null);
  'tenant'?: (string);
  'resumed'?: (boolean);
}

export interface Welcome__Output {
  'session': (number);
  'secret': (Buffer);
  'version': (number);
  'run': (string);
  'control': (_snakepit_shm_v1_Attachment__Output | null);
  'lock': (_snakepit_shm_v1_Attachment__Output | null);
  'policy': (_snakepit_shm_v1_TransferPolicy__Output | null);
  'limits': (_snakepit_shm_v1_Limits__Output | null);
  'tenant': (string);
  'resumed': (boolean);
}
