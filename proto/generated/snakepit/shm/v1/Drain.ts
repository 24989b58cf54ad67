// Original file: proto/snakepit/shm/v1/session.proto


export interface Drain {
  'graceMs'?: (number);
}

export interface Drain__Output {
  'graceMs': (number);
}
