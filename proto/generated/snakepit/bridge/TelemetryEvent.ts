// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { TelemetryValue as _snakepit_bridge_TelemetryValue, TelemetryValue__Output as _snakepit_bridge_TelemetryValue__Output } from '../../snakepit/bridge/TelemetryValue.js';
import type { Long } from '@grpc/proto-loader';

export interface TelemetryEvent {
  'eventParts'?: (string)[];
  'measurements'?: ({[key: string]: _snakepit_bridge_TelemetryValue});
  'metadata'?: ({[key: string]: string});
  'timestampNs'?: (number | string | Long);
  'correlationId'?: (string);
}

export interface TelemetryEvent__Output {
  'eventParts': (string)[];
  'measurements': ({[key: string]: _snakepit_bridge_TelemetryValue__Output});
  'metadata': ({[key: string]: string});
  'timestampNs': (number);
  'correlationId': (string);
}
