// Original file: proto/snakepit/shm/v1/report.proto

export const Direction = {
  DIRECTION_UNSPECIFIED: 'DIRECTION_UNSPECIFIED',
  DIRECTION_REQUEST: 'DIRECTION_REQUEST',
  DIRECTION_RESPONSE: 'DIRECTION_RESPONSE',
} as const;

export type Direction =
  | 'DIRECTION_UNSPECIFIED'
  | 0
  | 'DIRECTION_REQUEST'
  | 1
  | 'DIRECTION_RESPONSE'
  | 2

export type Direction__Output = typeof Direction[keyof typeof Direction]
