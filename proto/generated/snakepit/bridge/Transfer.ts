// Original file: proto/snakepit/bridge/snakepit_bridge.proto

export const Transfer = {
  TRANSFER_AUTO: 'TRANSFER_AUTO',
  TRANSFER_INLINE: 'TRANSFER_INLINE',
  TRANSFER_SHM: 'TRANSFER_SHM',
} as const;

export type Transfer =
  | 'TRANSFER_AUTO'
  | 0
  | 'TRANSFER_INLINE'
  | 1
  | 'TRANSFER_SHM'
  | 2

export type Transfer__Output = typeof Transfer[keyof typeof Transfer]
