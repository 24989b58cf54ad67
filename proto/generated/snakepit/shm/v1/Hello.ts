// Original file: proto/snakepit/shm/v1/session.proto

import type { ResumeSession as _snakepit_shm_v1_ResumeSession, ResumeSession__Output as _snakepit_shm_v1_ResumeSession__Output } from '../../../snakepit/shm/v1/ResumeSession.js';

export interface Hello {
  'versions'?: (number)[];
  'client'?: (string);
  'tenant'?: (string);
  'bearerToken'?: (string);
  'resume'?: (_snakepit_shm_v1_ResumeSession | null);
  'maps'?: (boolean);
  'workerSecret'?: (string);
  'features'?: (string)[];
}

export interface Hello__Output {
  'versions': (number)[];
  'client': (string);
  'tenant': (string);
  'bearerToken': (string);
  'resume': (_snakepit_shm_v1_ResumeSession__Output | null);
  'maps': (boolean);
  'workerSecret': (string);
  'features': (string)[];
}
