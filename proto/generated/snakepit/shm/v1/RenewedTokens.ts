// Original file: proto/snakepit/shm/v1/session.proto

import type { RenewedToken as _snakepit_shm_v1_RenewedToken, RenewedToken__Output as _snakepit_shm_v1_RenewedToken__Output } from '../../../snakepit/shm/v1/RenewedToken.js';

export interface RenewedTokens {
  'tokens'?: (_snakepit_shm_v1_RenewedToken)[];
}

export interface RenewedTokens__Output {
  'tokens': (_snakepit_shm_v1_RenewedToken__Output)[];
}
