// Original file: proto/snakepit/shm/v1/term.proto

import type { TermList as _snakepit_shm_v1_TermList, TermList__Output as _snakepit_shm_v1_TermList__Output } from '../../../snakepit/shm/v1/TermList.js';
import type { TermMap as _snakepit_shm_v1_TermMap, TermMap__Output as _snakepit_shm_v1_TermMap__Output } from '../../../snakepit/shm/v1/TermMap.js';
import type { PackedFloats as _snakepit_shm_v1_PackedFloats, PackedFloats__Output as _snakepit_shm_v1_PackedFloats__Output } from '../../../snakepit/shm/v1/PackedFloats.js';
import type { PackedIntegers as _snakepit_shm_v1_PackedIntegers, PackedIntegers__Output as _snakepit_shm_v1_PackedIntegers__Output } from '../../../snakepit/shm/v1/PackedIntegers.js';
import type { Long } from '@grpc/proto-loader';

export interface Term {
  'null'?: (boolean);
  'boolean'?: (boolean);
  'integer'?: (number | string | Long);
  'bigInteger'?: (string);
  'float'?: (number | string);
  'text'?: (string);
  'binary'?: (Buffer | Uint8Array | string);
  'atom'?: (string);
  'list'?: (_snakepit_shm_v1_TermList | null);
  'tuple'?: (_snakepit_shm_v1_TermList | null);
  'map'?: (_snakepit_shm_v1_TermMap | null);
  'floats'?: (_snakepit_shm_v1_PackedFloats | null);
  'integers'?: (_snakepit_shm_v1_PackedIntegers | null);
  'payload'?: (number);
  'kind'?: "null"|"boolean"|"integer"|"bigInteger"|"float"|"text"|"binary"|"atom"|"list"|"tuple"|"map"|"floats"|"integers"|"payload";
}

export interface Term__Output {
  'null'?: (boolean);
  'boolean'?: (boolean);
  'integer'?: (number);
  'bigInteger'?: (string);
  'float'?: (number);
  'text'?: (string);
  'binary'?: (Buffer);
  'atom'?: (string);
  'list'?: (_snakepit_shm_v1_TermList__Output | null);
  'tuple'?: (_snakepit_shm_v1_TermList__Output | null);
  'map'?: (_snakepit_shm_v1_TermMap__Output | null);
  'floats'?: (_snakepit_shm_v1_PackedFloats__Output | null);
  'integers'?: (_snakepit_shm_v1_PackedIntegers__Output | null);
  'payload'?: (number);
  'kind'?: "null"|"boolean"|"integer"|"bigInteger"|"float"|"text"|"binary"|"atom"|"list"|"tuple"|"map"|"floats"|"integers"|"payload";
}
