import type protobuf from "protobufjs";
import descriptor from "protobufjs/ext/descriptor/index.js";

interface RootWithDescriptor extends protobuf.Root {
  toDescriptor(edition: string): protobuf.Message & { file: FileDescriptor[] };
}
interface FileDescriptor {
  name: string;
  package: string;
  dependency: string[];
  messageType: MessageDescriptor[];
}
interface MessageDescriptor {
  name: string;
  field: { name: string; typeName: string }[];
  nestedType: (MessageDescriptor & { options?: { mapEntry?: boolean } })[];
}

// protobufjs makes one file a package and leaves the imports between them to us.
const importsOf: Readonly<Record<string, readonly string[]>> = {
  "google.protobuf": [],
  "snakepit.shm.v1": [],
  "snakepit.bridge": ["google.protobuf", "snakepit.shm.v1"],
};

/**
 * The serialized `google.protobuf.FileDescriptorSet` of every package, imports first: what the Python
 * client builds its message classes from, so that no generated code ties it to one protobuf runtime.
 *
 * @throws Error when the protos hold a package that this generator does not know
 */
export function descriptorSet(root: protobuf.Root): Uint8Array {
  const set = (root as RootWithDescriptor).toDescriptor("proto3");
  const order = Object.keys(importsOf);
  const fileName = (name: string): string => `snakepit_shm/${name.replaceAll(".", "_")}.proto`;
  for (const file of set.file) {
    const imports = importsOf[file.package];
    if (imports === undefined) throw new Error(`package ${file.package} has no entry in importsOf`);
    file.name = fileName(file.package);
    file.dependency = imports.map(fileName);
    file.messageType.forEach(nameMapEntries);
  }
  set.file.sort((a, b) => order.indexOf(a.package) - order.indexOf(b.package));
  return descriptor.FileDescriptorSet.encode(set).finish();
}

// protobufjs calls the entry type of a map after its field alone (`Calls`); protobuf asks for `CallsEntry`, and
// the runtime of Debian 12 insists. The names never reach the wire.
function nameMapEntries(message: MessageDescriptor): void {
  for (const entry of message.nestedType.filter((nested) => nested.options?.mapEntry)) {
    const field = message.field.find(({ typeName }) => typeName.split(".").at(-1) === entry.name);
    if (field === undefined)
      throw new Error(`${message.name}.${entry.name} is no field's map entry`);
    const words = field.name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    entry.name = `${words.join("")}Entry`;
    field.typeName = entry.name;
  }
}
