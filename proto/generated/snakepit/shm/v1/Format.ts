// Original file: proto/snakepit/shm/v1/ref.proto

export const Format = {
  FORMAT_UNSPECIFIED: 'FORMAT_UNSPECIFIED',
  FORMAT_RAW: 'FORMAT_RAW',
  FORMAT_NDARRAY: 'FORMAT_NDARRAY',
  FORMAT_ARROW: 'FORMAT_ARROW',
  FORMAT_TERM: 'FORMAT_TERM',
} as const;

export type Format =
  | 'FORMAT_UNSPECIFIED'
  | 0
  | 'FORMAT_RAW'
  | 1
  | 'FORMAT_NDARRAY'
  | 2
  | 'FORMAT_ARROW'
  | 3
  | 'FORMAT_TERM'
  | 4

export type Format__Output = typeof Format[keyof typeof Format]
