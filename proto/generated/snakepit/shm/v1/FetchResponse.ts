// Original file: proto/snakepit/shm/v1/worker.proto


export interface FetchResponse {
  'data'?: (Buffer | Uint8Array | string);
}

export interface FetchResponse__Output {
  'data': (Buffer);
}
