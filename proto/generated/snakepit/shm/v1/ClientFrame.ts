// Original file: proto/snakepit/shm/v1/session.proto

import type { Hello as _snakepit_shm_v1_Hello, Hello__Output as _snakepit_shm_v1_Hello__Output } from '../../../snakepit/shm/v1/Hello.js';
import type { Heartbeat as _snakepit_shm_v1_Heartbeat, Heartbeat__Output as _snakepit_shm_v1_Heartbeat__Output } from '../../../snakepit/shm/v1/Heartbeat.js';
import type { Reports as _snakepit_shm_v1_Reports, Reports__Output as _snakepit_shm_v1_Reports__Output } from '../../../snakepit/shm/v1/Reports.js';
import type { WorkerReady as _snakepit_shm_v1_WorkerReady, WorkerReady__Output as _snakepit_shm_v1_WorkerReady__Output } from '../../../snakepit/shm/v1/WorkerReady.js';
import type { Settle as _snakepit_shm_v1_Settle, Settle__Output as _snakepit_shm_v1_Settle__Output } from '../../../snakepit/shm/v1/Settle.js';
import type { LockHeld as _snakepit_shm_v1_LockHeld, LockHeld__Output as _snakepit_shm_v1_LockHeld__Output } from '../../../snakepit/shm/v1/LockHeld.js';
import type { TokenRenewal as _snakepit_shm_v1_TokenRenewal, TokenRenewal__Output as _snakepit_shm_v1_TokenRenewal__Output } from '../../../snakepit/shm/v1/TokenRenewal.js';

export interface ClientFrame {
  'hello'?: (_snakepit_shm_v1_Hello | null);
  'heartbeat'?: (_snakepit_shm_v1_Heartbeat | null);
  'reports'?: (_snakepit_shm_v1_Reports | null);
  'workerReady'?: (_snakepit_shm_v1_WorkerReady | null);
  'settle'?: (_snakepit_shm_v1_Settle | null);
  'lockHeld'?: (_snakepit_shm_v1_LockHeld | null);
  'tokenRenewal'?: (_snakepit_shm_v1_TokenRenewal | null);
  'frame'?: "hello"|"heartbeat"|"reports"|"workerReady"|"settle"|"lockHeld"|"tokenRenewal";
}

export interface ClientFrame__Output {
  'hello'?: (_snakepit_shm_v1_Hello__Output | null);
  'heartbeat'?: (_snakepit_shm_v1_Heartbeat__Output | null);
  'reports'?: (_snakepit_shm_v1_Reports__Output | null);
  'workerReady'?: (_snakepit_shm_v1_WorkerReady__Output | null);
  'settle'?: (_snakepit_shm_v1_Settle__Output | null);
  'lockHeld'?: (_snakepit_shm_v1_LockHeld__Output | null);
  'tokenRenewal'?: (_snakepit_shm_v1_TokenRenewal__Output | null);
  'frame'?: "hello"|"heartbeat"|"reports"|"workerReady"|"settle"|"lockHeld"|"tokenRenewal";
}
