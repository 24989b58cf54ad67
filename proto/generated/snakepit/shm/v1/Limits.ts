// Original file: proto/snakepit/shm/v1/session.proto

import type { Long } from '@grpc/proto-loader';

export interface Limits {
  'minRegionBytes'?: (number | string | Long);
  'maxRegionBytes'?: (number | string | Long);
  'maxRecords'?: (number);
  'slotsPerRecord'?: (number);
  'heartbeatIntervalMs'?: (number);
  'resumeGraceMs'?: (number);
}

export interface Limits__Output {
  'minRegionBytes': (number);
  'maxRegionBytes': (number);
  'maxRecords': (number);
  'slotsPerRecord': (number);
  'heartbeatIntervalMs': (number);
  'resumeGraceMs': (number);
}
