import protobuf from "protobufjs";
import { elixirEnumValue, elixirModule, snakeCase } from "./elixir-names.js";

function elixirScalar(field: protobuf.FieldBase): string {
  const { resolvedType } = field;
  if (resolvedType === null) return `:${field.type}`;
  const kind = resolvedType instanceof protobuf.Enum ? "enum" : "message";
  return `{:${kind}, ${elixirModule(resolvedType)}}`;
}

function elixirType(field: protobuf.Field): string {
  const scalar = elixirScalar(field);
  if (field instanceof protobuf.MapField) return `{:map, :${field.keyType}, ${scalar}}`;
  return field.repeated ? `{:repeated, ${scalar}}` : scalar;
}

const elixirField = (field: protobuf.Field): string =>
  `${field.name}: {${field.id}, ${elixirType(field)}}`;

function elixirOneof(oneof: protobuf.OneOf): string {
  const members = oneof.fieldsArray.map((field) => `        ${elixirField(field)}`);
  return `${oneof.name}:\n        {:oneof,\n         [\n${members
    .map((member) => `   ${member}`)
    .join(",\n")}\n         ]}`;
}

// A oneof stands where its first member is declared.
function elixirFields(type: protobuf.Type): string[] {
  const fields: string[] = [];
  for (const field of type.fieldsArray) {
    if (field.partOf === null) fields.push(elixirField(field));
    else if (field.partOf.fieldsArray[0] === field) fields.push(elixirOneof(field.partOf));
  }
  return fields;
}

function moduleWith(object: protobuf.ReflectionObject, kind: string, use: string): string {
  const name = object.fullName.slice(1);
  return `defmodule ${elixirModule(object)} do
  @moduledoc "The ${kind} \`${name}\`."

  use ${use}
end
`;
}

const bracketed = (entries: readonly string[]): string =>
  entries.length === 0 ? "[]" : `[\n${entries.map((entry) => `      ${entry}`).join(",\n")}\n    ]`;

/** A module with a struct, `encode/1` and `decode/1`. */
export function elixirMessage(type: protobuf.Type): string {
  const fields = elixirFields(type);
  const use =
    fields.length === 0
      ? "SnakepitShm.Proto.Message, fields: []"
      : `SnakepitShm.Proto.Message,\n    fields: ${bracketed(fields)}`;
  return moduleWith(type, "message", use);
}

/** A module that maps atoms to numbers and back. */
export function elixirEnum(type: protobuf.Enum): string {
  const values = Object.entries(type.values).map(
    ([name, number]) => `${elixirEnumValue(type.name, name)}: ${number}`,
  );
  return moduleWith(type, "enum", `SnakepitShm.Proto.Enum,\n    values: ${bracketed(values)}`);
}

/** A module with one function that describes each RPC. */
export function elixirService(service: protobuf.Service): string {
  const rpcs = service.methodsArray.map((method) => {
    method.resolve();
    const { resolvedRequestType, resolvedResponseType } = method;
    if (resolvedRequestType === null || resolvedResponseType === null)
      throw new Error(`the types of ${method.fullName} are not known`);
    const kind = method.requestStream || method.responseStream ? "stream" : "unary";
    return `${snakeCase(method.name)}:
        {:${kind}, "${method.name}", ${elixirModule(resolvedRequestType)},
         ${elixirModule(resolvedResponseType)}}`;
  });
  const name = service.fullName.slice(1);
  return moduleWith(
    service,
    "service",
    `SnakepitShm.Proto.Service,\n    name: "${name}",\n    rpcs: ${bracketed(rpcs)}`,
  );
}
