// Original file: proto/snakepit/shm/v1/admin.proto


export interface StatsRequest {
  'resetLoopDelay'?: (boolean);
}

export interface StatsRequest__Output {
  'resetLoopDelay': (boolean);
}
