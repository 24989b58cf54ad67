// Original file: proto/snakepit/shm/v1/session.proto

import type { PolicyEntry as _snakepit_shm_v1_PolicyEntry, PolicyEntry__Output as _snakepit_shm_v1_PolicyEntry__Output } from '../../../snakepit/shm/v1/PolicyEntry.js';
import type { Long } from '@grpc/proto-loader';

export interface TransferPolicy {
  'version'?: (number | string | Long);
  'defaultThresholdBytes'?: (number | string | Long);
  'entries'?: (_snakepit_shm_v1_PolicyEntry)[];
}

export interface TransferPolicy__Output {
  'version': (number);
  'defaultThresholdBytes': (number);
  'entries': (_snakepit_shm_v1_PolicyEntry__Output)[];
}
