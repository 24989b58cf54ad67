// Original file: proto/snakepit/shm/v1/session.proto

import type { Tool as _snakepit_shm_v1_Tool, Tool__Output as _snakepit_shm_v1_Tool__Output } from '../../../snakepit/shm/v1/Tool.js';

export interface WorkerReady {
  'worker'?: (string);
  'socket'?: (string);
  'tools'?: (_snakepit_shm_v1_Tool)[];
  'features'?: (string)[];
}

export interface WorkerReady__Output {
  'worker': (string);
  'socket': (string);
  'tools': (_snakepit_shm_v1_Tool__Output)[];
  'features': (string)[];
}
