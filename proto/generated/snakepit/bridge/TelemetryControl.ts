// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { TelemetryToggle as _snakepit_bridge_TelemetryToggle, TelemetryToggle__Output as _snakepit_bridge_TelemetryToggle__Output } from '../../snakepit/bridge/TelemetryToggle.js';
import type { TelemetrySamplingUpdate as _snakepit_bridge_TelemetrySamplingUpdate, TelemetrySamplingUpdate__Output as _snakepit_bridge_TelemetrySamplingUpdate__Output } from '../../snakepit/bridge/TelemetrySamplingUpdate.js';
import type { TelemetryEventFilter as _snakepit_bridge_TelemetryEventFilter, TelemetryEventFilter__Output as _snakepit_bridge_TelemetryEventFilter__Output } from '../../snakepit/bridge/TelemetryEventFilter.js';

export interface TelemetryControl {
  'toggle'?: (_snakepit_bridge_TelemetryToggle | null);
  'sampling'?: (_snakepit_bridge_TelemetrySamplingUpdate | null);
  'filter'?: (_snakepit_bridge_TelemetryEventFilter | null);
  'control'?: "toggle"|"sampling"|"filter";
}

export interface TelemetryControl__Output {
  'toggle'?: (_snakepit_bridge_TelemetryToggle__Output | null);
  'sampling'?: (_snakepit_bridge_TelemetrySamplingUpdate__Output | null);
  'filter'?: (_snakepit_bridge_TelemetryEventFilter__Output | null);
  'control'?: "toggle"|"sampling"|"filter";
}
