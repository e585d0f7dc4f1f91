/** An element of a page or picture. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** HTML elements without an end tag. */
const VOID = new Set(["br", "meta"]);
const TAG = /<(\/?)([a-z0-9]+)((?:\s+[\w-]+(?:="[^"<]*")?)*)\s*(\/?)>/gy;
const TEXT = /(?:[^<&]|&(?:amp|lt|gt|quot|#39);)+/gy;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters, most of which XML does not allow
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** The elements of well-formed markup. Throws at the first thing that an XML parser rejects. */
export function elementsOf(markup: string): readonly Element[] {
  const source = markup.replace(/^<!doctype html>\n/, "").replace(/<style>[\s\S]*?<\/style>/, "");
  if (FORBIDDEN.test(source)) throw new Error("A control character");
  const elements: Element[] = [];
  const open: string[] = [];
  for (let index = 0; index < source.length; ) {
    TEXT.lastIndex = TAG.lastIndex = index;
    const text = TEXT.exec(source);
    if (text !== null) {
      index += text[0].length;
      continue;
    }
    const tag = TAG.exec(source);
    const [whole = "", end, name = "", attributes = "", empty] = tag ?? [];
    if (tag === null) throw new Error(`Not well-formed at ${source.slice(index, index + 60)}`);
    index += whole.length;
    if (end === "/") {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> where </${last}> is open`);
    } else {
      const read = [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [key, value]);
      if (new Set(read.map(([key]) => key)).size < read.length) throw new Error(`An attribute twice: ${whole}`);
      elements.push({ name, attributes: Object.fromEntries(read) });
      if (empty !== "/" && !VOID.has(name)) open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`${open.join(", ")} is never closed`);
  return elements;
}
