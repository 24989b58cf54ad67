// Original file: proto/snakepit/shm/v1/admin.proto


export interface TracesRequest {
  'traceId'?: (Buffer | Uint8Array | string);
  'limit'?: (number);
}

export interface TracesRequest__Output {
  'traceId': (Buffer);
  'limit': (number);
}
