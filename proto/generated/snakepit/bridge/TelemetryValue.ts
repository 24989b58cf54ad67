// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Long } from '@grpc/proto-loader';

export interface TelemetryValue {
  'intValue'?: (number | string | Long);
  'floatValue'?: (number | string);
  'stringValue'?: (string);
  'value'?: "intValue"|"floatValue"|"stringValue";
}

export interface TelemetryValue__Output {
  'intValue'?: (number);
  'floatValue'?: (number);
  'stringValue'?: (string);
  'value'?: "intValue"|"floatValue"|"stringValue";
}
