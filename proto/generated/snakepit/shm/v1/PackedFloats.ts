// Original file: proto/snakepit/shm/v1/term.proto


export interface PackedFloats {
  'values'?: (number | string)[];
}

export interface PackedFloats__Output {
  'values': (number)[];
}
