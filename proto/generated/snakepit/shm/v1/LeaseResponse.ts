// Original file: proto/snakepit/shm/v1/broker.proto

import type { Lease as _snakepit_shm_v1_Lease, Lease__Output as _snakepit_shm_v1_Lease__Output } from '../../../snakepit/shm/v1/Lease.js';

export interface LeaseResponse {
  'leases'?: (_snakepit_shm_v1_Lease)[];
}

export interface LeaseResponse__Output {
  'leases': (_snakepit_shm_v1_Lease__Output)[];
}
