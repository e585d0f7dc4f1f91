import { type Around, type FoundPolicy, findPolicies } from "./find-policies.js";
import { locationsFrom, type Syntax, syntaxOf, valueOfExpression } from "./hcl-expression.js";
import type { HclTree } from "./hcl-tree.js";
import { foundInSource, SOURCE, sourceTypes } from "./policy-document-source.js";
import type { Step, TreeNode } from "./position.js";
import type { Entry, Value } from "./value.js";

/** Every policy in an HCL file: heredocs, `jsonencode(…)`, objects, and data sources of the type aws_iam_policy_document. */
export async function policiesInHcl(file: string, text: string, tree: HclTree): Promise<readonly FoundPolicy[]> {
  const { parse } = await import("@cdktn/hcl2json");
  await parse(file, text);
  const attributes = attributesIn(text, tree.root);
  const syntaxes = new Map<TreeNode, Syntax>();
  for (const { node, steps, expression } of attributes) {
    if (!/Statement|"Version"/.test(expression) && !isInSource(steps)) continue;
    const syntax = await syntaxOf(file, `${expression}\n`);
    if (syntax !== undefined) syntaxes.set(node, syntax);
  }
  const read = (node: TreeNode): Value => {
    const [start, end] = node.expression ?? [node.offset, node.end];
    const expression = text.slice(start, end);
    const syntax = syntaxes.get(node);
    if (syntax === undefined) return { kind: "unknown", location: { offset: start }, name: expression };
    return valueOfExpression(syntax, expression, locationsFrom(start, expression));
  };
  const types = sourceTypes(
    attributes.map(({ steps, expression }) => ({ steps, expression, resourceType: resourceTypeAt(steps) })),
  );
  const inAttributes = attributes
    .filter(({ node, steps }) => syntaxes.has(node) && !isInSource(steps))
    .flatMap(({ node, steps }) => {
      const around: Around = { steps, resourceType: resourceTypeAt(steps) };
      const value = read(node);
      return findPolicies({ ...value, location: { ...value.location, offset: node.offset } }, around);
    });
  const sources = tree.root.children.get("data")?.children.get(SOURCE)?.children ?? new Map<Step, TreeNode>();
  const inSources = [...sources].flatMap(([name, block]) => {
    const steps = ["data", SOURCE, name];
    const value = valueOfBlock(block, steps, read);
    return [...foundInSource(value, steps, types.get(String(name))), ...inArguments(value, steps)];
  });
  return [...inAttributes, ...inSources];
}

/** Policies as JSON in `source_policy_documents` and `override_policy_documents`. */
function inArguments(block: Value, steps: readonly Step[]): readonly FoundPolicy[] {
  if (block.kind !== "object") return [];
  return block.entries
    .filter(({ key }) => /_policy_documents$|_json$/.test(String(key)))
    .flatMap(({ key, value }) => findPolicies(value, { steps: [...steps, String(key)] }));
}

const isInSource = ([kind, type]: readonly Step[]) => kind === "data" && type === SOURCE;

const resourceTypeAt = ([kind, type]: readonly Step[]) => (kind === "resource" ? String(type) : undefined);

interface Attribute {
  readonly node: TreeNode;
  readonly steps: readonly Step[];
  readonly expression: string;
}

/** The attributes of a file's blocks, without what is in their values. */
function attributesIn(text: string, node: TreeNode, steps: readonly Step[] = []): readonly Attribute[] {
  return [...node.children].flatMap(([step, child]) => {
    const own = [...steps, step];
    if (child.expression === undefined) return attributesIn(text, child, own);
    return [{ node: child, steps: own, expression: text.slice(...child.expression) }];
  });
}

/** A block as an object. Blocks without labels are arrays. */
function valueOfBlock(node: TreeNode, steps: readonly Step[], read: (node: TreeNode) => Value): Value {
  const location = { steps, offset: node.offset };
  const entries = Array.from(node.children, ([key, child]): Entry => {
    const own = { steps: [...steps, key], offset: child.offset };
    const value = child.expression === undefined ? valueOfBlock(child, own.steps, read) : read(child);
    return { key: String(key), value, location: own };
  });
  const isArray = node.children.size > 0 && [...node.children.keys()].every((key) => typeof key === "number");
  return isArray
    ? { kind: "array", location, items: entries.map(({ value }) => value) }
    : { kind: "object", location, entries };
}

/** Whether a text without a file name is HCL. */
export const looksLikeHcl = (text: string): boolean =>
  /^\s*(resource|data|locals|variable|module|terraform|provider|output)\b[^\n:]*\{/m.test(text) ||
  /^[ \t]*[\w-]+[ \t]*=[ \t]*(<<-?|jsonencode\()/m.test(text);
