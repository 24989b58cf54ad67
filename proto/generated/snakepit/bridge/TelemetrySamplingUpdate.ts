// Original file: proto/snakepit/bridge/snakepit_bridge.proto


export interface TelemetrySamplingUpdate {
  'samplingRate'?: (number | string);
  'eventPatterns'?: (string)[];
}

export interface TelemetrySamplingUpdate__Output {
  'samplingRate': (number);
  'eventPatterns': (string)[];
}
