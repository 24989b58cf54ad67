// Original file: proto/snakepit/shm/v1/report.proto

import type { Role as _snakepit_shm_v1_Role, Role__Output as _snakepit_shm_v1_Role__Output } from '../../../snakepit/shm/v1/Role.js';
import type { Stage as _snakepit_shm_v1_Stage, Stage__Output as _snakepit_shm_v1_Stage__Output } from '../../../snakepit/shm/v1/Stage.js';
import type { PayloadReport as _snakepit_shm_v1_PayloadReport, PayloadReport__Output as _snakepit_shm_v1_PayloadReport__Output } from '../../../snakepit/shm/v1/PayloadReport.js';
import type { Long } from '@grpc/proto-loader';

export interface TransferReport {
  'traceId'?: (Buffer | Uint8Array | string);
  'spanId'?: (Buffer | Uint8Array | string);
  'parentSpanId'?: (Buffer | Uint8Array | string);
  'role'?: (_snakepit_shm_v1_Role);
  'tool'?: (string);
  'worker'?: (string);
  'startedAtNs'?: (number | string | Long);
  'durationNs'?: (number | string | Long);
  'stages'?: (_snakepit_shm_v1_Stage)[];
  'payloads'?: (_snakepit_shm_v1_PayloadReport)[];
  'errorCode'?: (string);
}

export interface TransferReport__Output {
  'traceId': (Buffer);
  'spanId': (Buffer);
  'parentSpanId': (Buffer);
  'role': (_snakepit_shm_v1_Role__Output);
  'tool': (string);
  'worker': (string);
  'startedAtNs': (number);
  'durationNs': (number);
  'stages': (_snakepit_shm_v1_Stage__Output)[];
  'payloads': (_snakepit_shm_v1_PayloadReport__Output)[];
  'errorCode': (string);
}
