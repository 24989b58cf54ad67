// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface ToolChunk {
  'chunkId'?: (string);
  'data'?: (Buffer | Uint8Array | string);
  'isFinal'?: (boolean);
  'metadata'?: ({[key: string]: string});
}

export interface ToolChunk__Output {
  'chunkId': (string);
  'data': (Buffer);
  'isFinal': (boolean);
  'metadata': ({[key: string]: string});
}
