import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { Step, TreeNode } from "./position.js";

export interface YamlTree {
  readonly data: unknown;
  readonly root: TreeNode;
}

/** The data of a YAML text, with `!Sub x` as CloudFormation's `{ "Fn::Sub": x }`, and where each value is. Undefined for invalid YAML. */
export function yamlTree(text: string): YamlTree | undefined {
  const document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  const read = (node: unknown, offset: number): YamlTree => {
    const target = isAlias(node) ? node.resolve(document) : node;
    const { range, tag } = (target ?? {}) as Partial<Node>;
    const root: TreeNode = { offset, end: range?.[1] ?? offset, children: new Map() };
    return { data: functionOf(tag, dataOf(target, root, read)), root };
  };
  return read(document.contents, 0);
}

function dataOf(node: unknown, { children }: TreeNode, read: (node: unknown, offset: number) => YamlTree): unknown {
  const child = (step: Step, value: unknown, offset: number) => {
    const { data, root } = read(value, offset);
    children.set(step, root);
    return data;
  };
  if (isSeq(node)) return node.items.map((item, index) => child(index, item, (item as Node | null)?.range?.[0] ?? 0));
  if (!isMap(node)) return isScalar(node) ? node.value : undefined;
  return Object.fromEntries(
    node.items.map(({ key, value }) => {
      const name = String(isScalar(key) ? key.value : key);
      return [name, child(name, value, (key as Node | null)?.range?.[0] ?? 0)];
    }),
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
function functionOf(tag: string | undefined, data: unknown): unknown {
  const name = tag?.startsWith("!") ? tag.slice(1) : undefined;
  if (name === undefined) return data;
  return name === "Ref" || name === "Condition" ? { [name]: data } : { [`Fn::${name}`]: data };
}
