// Original file: proto/snakepit/shm/v1/session.proto

import type { Long } from '@grpc/proto-loader';

export interface Attachment {
  'path'?: (string);
  'size'?: (number | string | Long);
  'kind'?: "path";
}

export interface Attachment__Output {
  'path'?: (string);
  'size': (number);
  'kind'?: "path";
}
