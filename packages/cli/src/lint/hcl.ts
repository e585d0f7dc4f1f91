import { recordOf } from "../util.js";
import { type FoundPolicy, findPolicies, looksLikePolicy, unknownValue } from "./found-policy.js";
import type { Step } from "./position.js";
import { readTerraformString, withoutTemplates } from "./terraform-json.js";

/** Every policy in an HCL file: heredocs, `jsonencode(…)`, objects, and data sources of the type aws_iam_policy_document. */
export async function policiesInHcl(file: string, text: string): Promise<readonly FoundPolicy[]> {
  // HashiCorp's parser, which is large: loaded only for HCL.
  const { parse } = await import("@cdktn/hcl2json");
  const data = recordOf(await parse(file, text));
  const documents = documentSources(data);
  const encoded = await Promise.all(
    stringsIn(data).map(async ({ text: string, steps }) => {
      const [, expression] = /^\$\{jsonencode\(([\s\S]*)\)\}$/.exec(string) ?? [];
      if (expression === undefined) return [];
      // The parser leaves expressions as they are. As the value of an attribute, an object is read in turn.
      const { value } = recordOf(await parse(file, `value = ${expression}\n`));
      return findPolicies(withoutTemplates(value), () => undefined).map((found) => ({
        ...found,
        steps: [...steps, ...found.steps],
        type: found.type ?? typeOf(steps),
      }));
    }),
  );
  const plain = findPolicies(data, (string) => {
    if (/^\$\{jsonencode\(/.test(string)) return undefined;
    return looksLikePolicy(string) ? readTerraformString(string) : undefined;
  }).map((found) => (found.embedded ? found : { ...found, policy: withoutTemplates(found.policy) }));
  return [...plain, ...encoded.flat(), ...documents].map((found) => ({ ...found, steps: withoutIndex(found.steps) }));
}

const typeOf = (steps: readonly Step[]) => (/^assume_role_policy$/.test(String(steps.at(-1))) ? "trust" : undefined);

/** `resource.aws_iam_role.web[0]` is `resource.aws_iam_role.web`: the parser makes an array of each block with labels. */
const withoutIndex = (steps: readonly Step[]): readonly Step[] =>
  steps[0] === "resource" || steps[0] === "data" ? steps.filter((_, index) => index !== 3) : steps;

interface Located {
  readonly text: string;
  readonly steps: readonly Step[];
}

function stringsIn(value: unknown, steps: readonly Step[] = []): readonly Located[] {
  if (typeof value === "string") return [{ text: value, steps }];
  const entries: readonly (readonly [Step, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(recordOf(value));
  return entries.flatMap(([step, inner]) => stringsIn(inner, [...steps, step]));
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
function documentSources(data: Readonly<Record<string, unknown>>): readonly FoundPolicy[] {
  const sources = recordOf(recordOf(data.data).aws_iam_policy_document);
  return Object.entries(sources).flatMap(([name, blocks]) =>
    [blocks].flat().flatMap((block): FoundPolicy[] => {
      const statements = [recordOf(block).statement ?? []].flat().map(recordOf);
      if (statements.length === 0) return [];
      const policy = { Version: "2012-10-17", Statement: statements.map(statementOf) };
      const steps = ["data", "aws_iam_policy_document", name, 0];
      const stepsInFile = (of: readonly Step[]) => namesInSource(of, statements);
      return [{ policy: withoutTemplates(policy), steps, type: undefined, embedded: false, stepsInFile }];
    }),
  );
}

const ARGUMENTS = {
  Sid: "sid",
  Effect: "effect",
  Action: "actions",
  NotAction: "not_actions",
  Resource: "resources",
  NotResource: "not_resources",
  Principal: "principals",
  NotPrincipal: "not_principals",
  Condition: "condition",
} as const;
type Element = keyof typeof ARGUMENTS;

function statementOf(block: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const elements = (Object.keys(ARGUMENTS) as Element[]).map((element) => {
    const value = block[ARGUMENTS[element]];
    if (element === "Effect") return [element, value ?? "Allow"];
    if (value === undefined) return [element, undefined];
    if (element === "Condition") return [element, conditionsOf([value].flat().map(recordOf))];
    return [element, element.endsWith("Principal") ? principalsOf([value].flat().map(recordOf)) : value];
  });
  const dynamic = recordOf(block.dynamic);
  // Blocks that depend on values are not known.
  if (Object.hasOwn(dynamic, "principals")) elements.push(["Principal", { AWS: unknownValue("dynamic") }]);
  return Object.fromEntries(elements.filter(([, value]) => value !== undefined));
}

function principalsOf(blocks: readonly Readonly<Record<string, unknown>>[]): unknown {
  if (blocks.some(({ type }) => type === "*")) return "*";
  const types = new Map<string, unknown[]>();
  for (const { type, identifiers } of blocks)
    types.set(String(type), [...(types.get(String(type)) ?? []), identifiers].flat());
  return Object.fromEntries(types);
}

function conditionsOf(blocks: readonly Readonly<Record<string, unknown>>[]): unknown {
  const operators: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of blocks) {
    operators[String(test)] = { ...operators[String(test)], [String(variable)]: values };
  }
  return operators;
}

/** `Statement[0].Action[1]` is `statement[0].actions[1]`. */
function namesInSource(
  steps: readonly Step[],
  statements: readonly Readonly<Record<string, unknown>>[],
): readonly Step[] {
  const [first, index, element, ...rest] = steps;
  if (first !== "Statement") return [];
  if (typeof index !== "number") return ["statement"];
  if (element === undefined || !Object.hasOwn(ARGUMENTS, element)) return ["statement", index];
  const name = ARGUMENTS[element as Element];
  if (element !== "Condition" && !String(element).endsWith("Principal")) return ["statement", index, name, ...rest];
  const blocks = [statements[index]?.[name] ?? []].flat().map(recordOf);
  const [kind, key, ...values] = rest;
  const block =
    element === "Condition"
      ? blocks.findIndex(({ test, variable }) => test === kind && (key === undefined || variable === key))
      : blocks.findIndex(({ type }) => type === kind);
  if (block < 0) return ["statement", index];
  const inner: readonly Step[] =
    element === "Condition" ? (key === undefined ? [] : ["values", ...values]) : ["identifiers", ...rest.slice(1)];
  return ["statement", index, name, block, ...inner];
}

/** Whether a text without a file name is HCL. */
export const looksLikeHcl = (text: string): boolean =>
  /^\s*(resource|data|locals|variable|module|terraform|provider|output)\b[^\n:]*\{/m.test(text) ||
  /^[ \t]*[\w-]+[ \t]*=[ \t]*(<<-?|jsonencode\()/m.test(text);
