// Original file: proto/snakepit/bridge/snakepit_bridge.proto

import type { Any as _google_protobuf_Any, Any__Output as _google_protobuf_Any__Output } from '../../google/protobuf/Any.js';

export interface ParameterSpec {
  'name'?: (string);
  'type'?: (string);
  'description'?: (string);
  'required'?: (boolean);
  'defaultValue'?: (_google_protobuf_Any | null);
  'validationJson'?: (string);
}

export interface ParameterSpec__Output {
  'name': (string);
  'type': (string);
  'description': (string);
  'required': (boolean);
  'defaultValue': (_google_protobuf_Any__Output | null);
  'validationJson': (string);
}
