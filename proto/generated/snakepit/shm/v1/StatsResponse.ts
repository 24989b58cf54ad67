// Original file: proto/snakepit/shm/v1/admin.proto

import type { ClassStats as _snakepit_shm_v1_ClassStats, ClassStats__Output as _snakepit_shm_v1_ClassStats__Output } from '../../../snakepit/shm/v1/ClassStats.js';
import type { SessionStats as _snakepit_shm_v1_SessionStats, SessionStats__Output as _snakepit_shm_v1_SessionStats__Output } from '../../../snakepit/shm/v1/SessionStats.js';
import type { WorkerStats as _snakepit_shm_v1_WorkerStats, WorkerStats__Output as _snakepit_shm_v1_WorkerStats__Output } from '../../../snakepit/shm/v1/WorkerStats.js';
import type { Long } from '@grpc/proto-loader';

export interface StatsResponse {
  'run'?: (string);
  'uptimeMs'?: (number | string | Long);
  'calls'?: ({[key: string]: number | string | Long});
  'refusals'?: ({[key: string]: number | string | Long});
  'classes'?: (_snakepit_shm_v1_ClassStats)[];
  'sessions'?: (_snakepit_shm_v1_SessionStats)[];
  'workers'?: (_snakepit_shm_v1_WorkerStats)[];
  'reports'?: (number | string | Long);
  'regionBytes'?: (number | string | Long);
  'maxRegionBytes'?: (number | string | Long);
  'loopDelayMaxMs'?: (number | string);
}

export interface StatsResponse__Output {
  'run': (string);
  'uptimeMs': (number);
  'calls': ({[key: string]: number});
  'refusals': ({[key: string]: number});
  'classes': (_snakepit_shm_v1_ClassStats__Output)[];
  'sessions': (_snakepit_shm_v1_SessionStats__Output)[];
  'workers': (_snakepit_shm_v1_WorkerStats__Output)[];
  'reports': (number);
  'regionBytes': (number);
  'maxRegionBytes': (number);
  'loopDelayMaxMs': (number);
}
