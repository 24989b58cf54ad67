// Original file: proto/snakepit/shm/v1/session.proto

import type { Tool as _snakepit_shm_v1_Tool, Tool__Output as _snakepit_shm_v1_Tool__Output } from '../../../snakepit/shm/v1/Tool.js';
import type { Long } from '@grpc/proto-loader';

export interface Worker {
  'worker'?: (string);
  'session'?: (number | string | Long);
  'socket'?: (string);
  'tools'?: (_snakepit_shm_v1_Tool)[];
  'features'?: (string)[];
}

export interface Worker__Output {
  'worker': (string);
  'session': (number);
  'socket': (string);
  'tools': (_snakepit_shm_v1_Tool__Output)[];
  'features': (string)[];
}
