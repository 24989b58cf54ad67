// Original file: proto/snakepit/shm/v1/session.proto

import type { Welcome as _snakepit_shm_v1_Welcome, Welcome__Output as _snakepit_shm_v1_Welcome__Output } from '../../../snakepit/shm/v1/Welcome.js';
import type { Heartbeat as _snakepit_shm_v1_Heartbeat, Heartbeat__Output as _snakepit_shm_v1_Heartbeat__Output } from '../../../snakepit/shm/v1/Heartbeat.js';
import type { WorkerDirectory as _snakepit_shm_v1_WorkerDirectory, WorkerDirectory__Output as _snakepit_shm_v1_WorkerDirectory__Output } from '../../../snakepit/shm/v1/WorkerDirectory.js';
import type { TransferPolicy as _snakepit_shm_v1_TransferPolicy, TransferPolicy__Output as _snakepit_shm_v1_TransferPolicy__Output } from '../../../snakepit/shm/v1/TransferPolicy.js';
import type { Settle as _snakepit_shm_v1_Settle, Settle__Output as _snakepit_shm_v1_Settle__Output } from '../../../snakepit/shm/v1/Settle.js';
import type { PeerDied as _snakepit_shm_v1_PeerDied, PeerDied__Output as _snakepit_shm_v1_PeerDied__Output } from '../../../snakepit/shm/v1/PeerDied.js';
import type { Trim as _snakepit_shm_v1_Trim, Trim__Output as _snakepit_shm_v1_Trim__Output } from '../../../snakepit/shm/v1/Trim.js';
import type { Drain as _snakepit_shm_v1_Drain, Drain__Output as _snakepit_shm_v1_Drain__Output } from '../../../snakepit/shm/v1/Drain.js';
import type { RenewedTokens as _snakepit_shm_v1_RenewedTokens, RenewedTokens__Output as _snakepit_shm_v1_RenewedTokens__Output } from '../../../snakepit/shm/v1/RenewedTokens.js';

export interface ServerFrame {
  'welcome'?: (_snakepit_shm_v1_Welcome | null);
  'heartbeat'?: (_snakepit_shm_v1_Heartbeat | null);
  'workers'?: (_snakepit_shm_v1_WorkerDirectory | null);
  'policy'?: (_snakepit_shm_v1_TransferPolicy | null);
  'settle'?: (_snakepit_shm_v1_Settle | null);
  'peerDied'?: (_snakepit_shm_v1_PeerDied | null);
  'trim'?: (_snakepit_shm_v1_Trim | null);
  'drain'?: (_snakepit_shm_v1_Drain | null);
  'renewedTokens'?: (_snakepit_shm_v1_RenewedTokens | null);
  'frame'?: "welcome"|"heartbeat"|"workers"|"policy"|"settle"|"peerDied"|"trim"|"drain"|"renewedTokens";
}

export interface ServerFrame__Output {
  'welcome'?: (_snakepit_shm_v1_Welcome__Output | null);
  'heartbeat'?: (_snakepit_shm_v1_Heartbeat__Output | null);
  'workers'?: (_snakepit_shm_v1_WorkerDirectory__Output | null);
  'policy'?: (_snakepit_shm_v1_TransferPolicy__Output | null);
  'settle'?: (_snakepit_shm_v1_Settle__Output | null);
  'peerDied'?: (_snakepit_shm_v1_PeerDied__Output | null);
  'trim'?: (_snakepit_shm_v1_Trim__Output | null);
  'drain'?: (_snakepit_shm_v1_Drain__Output | null);
  'renewedTokens'?: (_snakepit_shm_v1_RenewedTokens__Output | null);
  'frame'?: "welcome"|"heartbeat"|"workers"|"policy"|"settle"|"peerDied"|"trim"|"drain"|"renewedTokens";
}
