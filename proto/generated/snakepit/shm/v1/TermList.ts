// Original file: proto/snakepit/shm/v1/term.proto

import type { Term as _snakepit_shm_v1_Term, Term__Output as _snakepit_shm_v1_Term__Output } from '../../../snakepit/shm/v1/Term.js';

export interface TermList {
  'items'?: (_snakepit_shm_v1_Term)[];
}

export interface TermList__Output {
  'items': (_snakepit_shm_v1_Term__Output)[];
}
