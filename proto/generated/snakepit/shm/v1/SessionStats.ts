// Original file: proto/snakepit/shm/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface SessionStats {
  'session'?: (number | string | Long);
  'client'?: (string);
  'state'?: (string);
  'tenant'?: (string);
  'pid'?: (number);
  'uid'?: (number);
  'leases'?: (number);
  'opened'?: (number);
  'worker'?: (string);
}

export interface SessionStats__Output {
  'session': (number);
  'client': (string);
  'state': (string);
  'tenant': (string);
  'pid': (number);
  'uid': (number);
  'leases': (number);
  'opened': (number);
  'worker': (string);
}
