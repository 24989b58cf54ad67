// Original file: proto/snakepit/shm/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface ClassStats {
  'capacity'?: (number | string | Long);
  'idle'?: (number);
  'leased'?: (number);
  'draining'?: (number);
  'creating'?: (number);
  'createdTotal'?: (number | string | Long);
  'reusedTotal'?: (number | string | Long);
  'unlinkedTotal'?: (number | string | Long);
}

export interface ClassStats__Output {
  'capacity': (number);
  'idle': (number);
  'leased': (number);
  'draining': (number);
  'creating': (number);
  'createdTotal': (number);
  'reusedTotal': (number);
  'unlinkedTotal': (number);
}
