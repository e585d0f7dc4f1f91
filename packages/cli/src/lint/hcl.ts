import { type Around, type FoundPolicy, findPolicies } from "./find-policies.js";
import type { HclModule } from "./hcl-module.js";
import { type HclExpression, localsUsedIn, Scope } from "./hcl-scope.js";
import type { HclTree } from "./hcl-tree.js";
import { foundInSource, SOURCE, sourceTypes } from "./policy-document-source.js";
import type { Step, TreeNode } from "./position.js";
import type { Entry, Value } from "./value.js";

/**
 * Every policy in an HCL file: heredocs, `jsonencode(…)`, objects, and data sources of the type aws_iam_policy_document.
 *
 * @param module the files whose local values the file can use
 */
export async function policiesInHcl(
  file: string,
  text: string,
  tree: HclTree,
  module?: HclModule,
): Promise<readonly FoundPolicy[]> {
  const { parse } = await import("@cdktn/hcl2json");
  await parse(file, text);
  const attributes = attributesIn(text, tree.root);
  const scope = new Scope(file, await localsOf(attributes, module));
  const needed = attributes.filter(
    ({ steps, expression }) => /Statement|"Version"/.test(scope.textOf(expression)) || isInSource(steps),
  );
  await scope.parse(needed.map(({ expression }) => expression));
  const read = ({ expression = [0, 0] }: TreeNode) =>
    scope.valueOf({ text: text.slice(...expression), start: expression[0] });
  const types = sourceTypes(
    attributes.map(({ steps, expression }) => ({
      steps,
      expression: scope.textOf(expression),
      resourceType: resourceTypeAt(steps),
    })),
  );
  const inAttribute = ({ node, steps }: Attribute) => {
    const value = (isLocal({ steps }) ? scope.valueOfLocal(String(steps.at(-1))) : undefined) ?? read(node);
    // What is written elsewhere is there.
    const own = node.expression?.[0] === value.location.offset ? { offset: node.offset } : {};
    const around: Around = { steps, resourceType: resourceTypeAt(steps), location: { ...value.location, ...own } };
    return findPolicies(value, around);
  };
  const evaluated = needed.filter(({ steps }) => !isInSource(steps));
  const inAttributes = evaluated.filter((one) => !isLocal(one)).flatMap(inAttribute);
  const sources = tree.root.children.get("data")?.children.get(SOURCE)?.children ?? new Map<Step, TreeNode>();
  const inSources = [...sources].flatMap(([name, block]) => {
    const steps = ["data", SOURCE, name];
    const value = valueOfBlock(block, steps, read);
    return [...foundInSource(value, steps, types.get(String(name))), ...inArguments(value, steps)];
  });
  // A policy of another file is checked there.
  const found = [...inAttributes, ...inSources].filter(({ value }) => value.location.offset !== undefined);
  const elsewhere = new Set(found.map(({ value }) => value));
  // What uses a policy says its type.
  const inOthers = evaluated.filter(isLocal).flatMap(inAttribute);
  return [...onceEach(found), ...inOthers.filter(({ value }) => !elsewhere.has(value))];
}

/** The local values of a file, and those of other files of its module. */
async function localsOf(
  attributes: readonly Attribute[],
  module: HclModule | undefined,
): Promise<ReadonlyMap<string, HclExpression>> {
  const own = attributes.filter(isLocal).map(({ node, steps, expression }): readonly [string, HclExpression] => {
    const [start] = node.expression ?? [node.offset];
    return [String(steps.at(-1)), { text: expression, start }];
  });
  const names = new Set(own.map(([name]) => name));
  const usesOthers = attributes.some(({ expression }) => localsUsedIn(expression).some((name) => !names.has(name)));
  const others = usesOthers ? await module?.locals() : undefined;
  return new Map([...Array.from(others ?? [], ([name, { text }]) => [name, { text }] as const), ...own]);
}

/** Several resources can have the same policy. */
const onceEach = (all: readonly FoundPolicy[]) =>
  all.filter(
    ({ value, type }, index) => all.findIndex((other) => other.value === value && other.type === type) === index,
  );

const isLocal = ({ steps: [kind] }: Pick<Attribute, "steps">) => kind === "locals";

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
