// Original file: proto/snakepit/shm/v1/report.proto

export const Role = {
  ROLE_UNSPECIFIED: 'ROLE_UNSPECIFIED',
  ROLE_CALLER: 'ROLE_CALLER',
  ROLE_WORKER: 'ROLE_WORKER',
} as const;

export type Role =
  | 'ROLE_UNSPECIFIED'
  | 0
  | 'ROLE_CALLER'
  | 1
  | 'ROLE_WORKER'
  | 2

export type Role__Output = typeof Role[keyof typeof Role]
