import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type YAMLParseError,
} from "yaml";
import { positionsIn, type Step, type TreeNode } from "./position.js";

export interface YamlTree {
  readonly data: unknown;
  readonly root: TreeNode;
}

/**
 * The data of a YAML text, with `!Sub x` as CloudFormation's `{ "Fn::Sub": x }`, and where each value is. Several documents
 * are an array.
 *
 * @throws Error with the line and the column if it is no YAML
 */
export function yamlTree(text: string): YamlTree {
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
  if (!Array.isArray(documents)) return { data: undefined, root: { offset: 0, end: 0, children: new Map() } };
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) throw notYaml(error, text);
  const trees = documents.map(treeOf);
  const [only, ...others] = trees;
  if (only !== undefined && others.length === 0) return only;
  const root: TreeNode = {
    offset: 0,
    end: text.length,
    children: new Map(trees.map((tree, index) => [index, tree.root])),
  };
  return { data: trees.map(({ data }) => data), root };
}

/** The name tells it from other errors: a file that nobody named may be a template of something else. */
function notYaml({ pos, message }: YAMLParseError, text: string): Error {
  const { line, column } = positionsIn(text)(pos[0]);
  const reason = message.replace(/ at line \d+, column \d+:[\s\S]*$/, "");
  const error = new Error(`This is not valid YAML (line ${line}, column ${column}): ${reason.replace(/\.?$/, ".")}`);
  error.name = "NotYaml";
  return error;
}

function treeOf(document: Document): YamlTree {
  const read = (node: unknown, offset: number): YamlTree => {
    const target = isAlias(node) ? node.resolve(document) : node;
    const { range, tag } = (target ?? {}) as Partial<Node>;
    const root: TreeNode = { offset, end: range?.[1] ?? offset, children: new Map() };
    const data = dataOf(target, root, read);
    const name = functionOf(tag);
    if (name === undefined) return { data, root };
    return { data: { [name]: data }, root: { offset, end: root.end, children: new Map([[name, root]]) } };
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
function functionOf(tag: string | undefined): string | undefined {
  const name = tag !== undefined && /^!\w/.test(tag) ? tag.slice(1) : undefined;
  return name === undefined || name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
}
