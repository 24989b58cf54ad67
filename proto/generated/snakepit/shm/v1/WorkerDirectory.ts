// Original file: proto/snakepit/shm/v1/session.proto

import type { Worker as _snakepit_shm_v1_Worker, Worker__Output as _snakepit_shm_v1_Worker__Output } from '../../../snakepit/shm/v1/Worker.js';

export interface WorkerDirectory {
  'workers'?: (_snakepit_shm_v1_Worker)[];
}

export interface WorkerDirectory__Output {
  'workers': (_snakepit_shm_v1_Worker__Output)[];
}
