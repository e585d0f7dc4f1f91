import type { Step, TreeNode } from "./position.js";

/**
 * The offsets of all values of a JSON text, which is known to be valid but for directives of a template. A property is where its key is.
 *
 * @param start where the JSON starts in the text; what follows it is not read
 */
export function jsonTree(text: string, start = text.startsWith("\uFEFF") ? 1 : 0): TreeNode {
  let at = start;
  const space = () => {
    while (/\s/.test(text[at] ?? "")) at += 1;
  };
  const string = (): string => {
    const start = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at += 1;
    const found = text.slice(start, at);
    try {
      return JSON.parse(found) as string;
    } catch {
      // A directive of a template: its position is near enough.
      return found;
    }
  };
  const value = (offset: number): TreeNode => {
    const node: TreeNode = { offset, end: offset, children: new Map() };
    space();
    const opening = text[at];
    if (opening === '"') string();
    else if (opening === "{" || opening === "[") members(node, opening);
    else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? "")) at += 1;
    node.end = at;
    return node;
  };
  const members = (node: TreeNode, opening: string) => {
    at += 1;
    for (let index = 0; ; index += 1) {
      space();
      if (text[at] === "," || text[at] === ":") {
        at += 1;
        index -= 1;
        continue;
      }
      if (at >= text.length || text[at] === "}" || text[at] === "]") break;
      const offset = at;
      let step: Step = index;
      if (opening === "{") {
        step = string();
        space();
        at += 1;
        space();
      }
      node.children.set(step, value(offset));
    }
    at += 1;
  };
  space();
  return value(at);
}
