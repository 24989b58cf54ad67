/** As much XML as test reports use: elements, attributes, text, CDATA. No namespaces, no DTD. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE[^>]*>|<\/(?<close>[^\s>]+)\s*>|<(?<open>[^\s/>!?]+)(?<attributes>(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?<empty>\/?)>|[^<]+/y;

/** The root element of a document. Throws where the document is broken or ends too early. */
export function parseXml(source: string): XmlElement {
  const top: XmlElement = { name: "", attributes: {}, children: [] };
  const open = [top];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const groups = (token.exec(source) ?? broken(`no XML at character ${at}`)).groups ?? {};
    const parent = open.at(-1) ?? top;
    if (groups.close !== undefined) {
      if (parent.name !== groups.close) broken(`</${groups.close}> closes <${parent.name}>`);
      open.pop();
    } else if (groups.open !== undefined) {
      const attributes = parseAttributes(groups.attributes ?? "");
      const element: XmlElement = { name: groups.open, attributes, children: [] };
      parent.children.push(element);
      if (!groups.empty) open.push(element);
    }
  }
  if (open.length > 1) broken(`<${open.at(-1)?.name}> is not closed`);
  return top.children[0] ?? broken("no element");
}

/** All elements of that name, at any depth, in document order. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

/** Text as an attribute or element content; characters that XML cannot carry become `?`. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "?")
      .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}

function parseAttributes(source: string): Record<string, string> {
  const pairs = source.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...pairs].map((m) => [m[1] ?? "", unescapeXml(m[2] ?? m[3] ?? "")]));
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name] ?? whole;
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

function broken(reason: string): never {
  throw new Error(`broken XML: ${reason}`);
}
