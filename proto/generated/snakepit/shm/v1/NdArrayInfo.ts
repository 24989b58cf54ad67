// Original file: proto/snakepit/shm/v1/ref.proto

import type { Long } from '@grpc/proto-loader';

export interface NdArrayInfo {
  'dtype'?: (string);
  'shape'?: (number | string | Long)[];
  'strides'?: (number | string | Long)[];
}

export interface NdArrayInfo__Output {
  'dtype': (string);
  'shape': (number)[];
  'strides': (number)[];
}
