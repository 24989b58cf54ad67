// Original file: proto/snakepit/shm/v1/report.proto

export const Method = {
  METHOD_UNSPECIFIED: 'METHOD_UNSPECIFIED',
  METHOD_INLINE: 'METHOD_INLINE',
  METHOD_SHM: 'METHOD_SHM',
} as const;

export type Method =
  | 'METHOD_UNSPECIFIED'
  | 0
  | 'METHOD_INLINE'
  | 1
  | 'METHOD_SHM'
  | 2

export type Method__Output = typeof Method[keyof typeof Method]
