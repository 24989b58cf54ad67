/** The shape of the project as checks: how long files may be, and who may import whom. */

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  text: string;
}

export interface Violation {
  path: string;
  what: string;
}

export type Rule = (file: SourceFile) => string[];

const maxLines = { source: 200, test: 300 };

const handWritten = /\.(ts|ex|exs|py|c|h|sh)$/;
const generated =
  /(^|\/)(gen|generated|golden|vendor|node_modules|build|dist|_build|deps)\/|_pb2\.pyi?$|\.pb\.ex$/;
const test = /^test\/|^elixir_client\/test\/|^python_client\/tests?\//;

export function isHandWritten({ path, text }: SourceFile): boolean {
  if (!handWritten.test(path) || generated.test(path)) return false;
  return !/generated[^\n]*do not edit/i.test(text.slice(0, 400));
}

/** Most files hold one idea; a file past the limit holds two. */
export const shortFiles: Rule = ({ path, text }) => {
  const limit = test.test(path) ? maxLines.test : maxLines.source;
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return lines > limit
    ? [`${lines} lines, at most ${limit}: give its second idea a file of its own`]
    : [];
};

/** Lower layers first: nothing may import from a layer to its right. */
const layers = ["proto", "shm", "bridge", "sidecar"];

export const importDirection: Rule = ({ path, text }) => {
  const own = layers.indexOf(layerOf(path));
  if (own < 0) return [];
  return importsOf(text)
    .filter((target) => target.startsWith("."))
    .map((target) => layerOf(resolve(path, target)))
    .filter((layer) => layer !== layers[own] && !layers.slice(0, own).includes(layer))
    .map((layer) => `imports from ${layer}/: the direction is ${layers.join(" <- ")}`);
};

/** What a folder may not reach for, and why. */
const forbidden: {
  inside: RegExp;
  except?: RegExp;
  imports?: RegExp;
  text?: RegExp;
  why: string;
}[] = [
  {
    inside: /\.ts$/,
    except: /^shm\/(platform|native)\//,
    imports: /^ffi-rs$/,
    why: "imports ffi-rs: native calls belong in shm/platform and shm/native",
  },
  {
    inside: /^(proto|shm)\/.*\.ts$/,
    except: /^proto\//,
    imports: /^(@grpc\/|winston$|@opentelemetry\/)/,
    why: "shm/ knows no gRPC, logs or telemetry",
  },
  {
    inside: /^(shm|bridge)\/.*\.ts$/,
    text: /\bprocess\.(env|argv|exit)\b/,
    why: "reads the process (env, argv, exit): configuration comes in from sidecar/",
  },
  {
    inside: /^(shm|bridge)\/.*\.ts$/,
    imports: /^(node:)?process$/,
    why: "imports the process: configuration comes in from sidecar/",
  },
];

export const noForbiddenReach: Rule = ({ path, text }) =>
  forbidden
    .filter(({ inside, except }) => inside.test(path) && !except?.test(path) && !test.test(path))
    .filter(
      (rule) =>
        (rule.imports && importsOf(text).some((target) => rule.imports?.test(target))) ||
        rule.text?.test(withoutComments(text)),
    )
    .map(({ why }) => why);

export const rules: Rule[] = [shortFiles, importDirection, noForbiddenReach];

export function checkArchitecture(files: SourceFile[]): Violation[] {
  return files
    .filter(isHandWritten)
    .flatMap((file) =>
      rules.flatMap((rule) => rule(file).map((what) => ({ path: file.path, what }))),
    );
}

/** The specifiers of all static, dynamic and re-exporting imports of a TypeScript file. */
export function importsOf(text: string): string[] {
  const found = withoutComments(text).matchAll(
    /(?:\bfrom\s*|\bimport\s*\(\s*|\brequire\s*\(\s*|^\s*import\s+)["']([^"'\n]+)["']/gm,
  );
  return [...found].map((match) => match[1] ?? "");
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[\s;{}(,])\/\/.*$/gm, "$1");
}

function layerOf(path: string): string {
  return path.split("/")[0] ?? "";
}

function resolve(from: string, target: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
