// Original file: proto/snakepit/shm/v1/ref.proto

import type { Long } from '@grpc/proto-loader';

export interface ShmRef {
  'region'?: (number | string | Long);
  'lease'?: (number | string | Long);
  'owner'?: (number | string | Long);
  'record'?: (number);
  'slot'?: (number);
  'n'?: (number | string | Long);
  'generation'?: (number | string | Long);
  'offset'?: (number | string | Long);
  'length'?: (number | string | Long);
  'type'?: (Buffer | Uint8Array | string);
  'expiresAtMs'?: (number | string | Long);
  'token'?: (string);
  'seal'?: (Buffer | Uint8Array | string);
}

export interface ShmRef__Output {
  'region': (number);
  'lease': (number);
  'owner': (number);
  'record': (number);
  'slot': (number);
  'n': (number);
  'generation': (number);
  'offset': (number);
  'length': (number);
  'type': (Buffer);
  'expiresAtMs': (number);
  'token': (string);
  'seal': (Buffer);
}
