// Original file: proto/snakepit/shm/v1/session.proto


export interface Tool {
  'name'?: (string);
  'description'?: (string);
}

export interface Tool__Output {
  'name': (string);
  'description': (string);
}
