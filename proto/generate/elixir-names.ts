import type protobuf from "protobufjs";

/** First line of every generated file. */
export const generatedMarker = "# Generated from proto/ by `npm run generate`, do not edit.\n";

const ownPackage = "snakepit.";

function withoutOwnPackage(fullName: string): string {
  const name = fullName.replace(/^\./, "");
  return name.startsWith(ownPackage) ? name.slice(ownPackage.length) : name;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `snakepit.shm.v1.ShmRef` is `SnakepitShm.Proto.Shm.V1.ShmRef`. */
export function elixirModule(object: protobuf.ReflectionObject): string {
  const parts = withoutOwnPackage(object.fullName).split(".");
  return ["SnakepitShm", "Proto", ...parts.map(capitalised)].join(".");
}

/** `snakepit/shm/v1/ref.proto` is `shm/v1/ref.ex`; protobufjs knows no file for its built-in types. */
export function elixirFileName(object: protobuf.ReflectionObject): string {
  const fileName = object.filename ?? "";
  const proto = /([^/]+)\.proto$/.exec(fileName)?.[1] ?? snakeCase(object.name);
  const folder = withoutOwnPackage(object.parent?.fullName ?? "").replaceAll(".", "/");
  return `${folder}/${proto}.ex`;
}

/** `ExecuteTool` is `execute_tool`. */
export function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
}

/** `FORMAT_RAW` of the enum `Format` is `raw`. */
export function elixirEnumValue(enumName: string, valueName: string): string {
  const prefix = `${snakeCase(enumName)}_`;
  const value = valueName.toLowerCase();
  return value.startsWith(prefix) ? value.slice(prefix.length) : value;
}
