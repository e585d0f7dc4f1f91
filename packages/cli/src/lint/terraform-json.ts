import { partsOf } from "../terraform/template.js";
import { isRecord, recordOf } from "../util.js";
import { type FoundPolicy, findPolicies } from "./find-policies.js";
import { heredocOf, type LocationAt, valueOfExpression } from "./hcl-expression.js";
import { unquoted } from "./hcl-functions.js";
import { type Syntax, syntaxOf } from "./hcl-syntax.js";
import { foundInSource, SOURCE, sourceTypes } from "./policy-document-source.js";
import type { Step } from "./position.js";
import { isValue, type Piece, type Value, valueOfData } from "./value.js";

/** Configuration as JSON, such as cdk.tf.json: its strings are templates. It is an object, or an array of them. */
export const isTerraformConfiguration = (name: string, data: unknown): boolean =>
  /\.(tf|tofu)\.json$/.test(name) || [data].flat().every((body) => isBody(recordOf(body)));

/** The kinds of blocks that have policies, and what Terraform's language calls what else is in a file. */
const BLOCKS = ["resource", "data", "module", "locals"];
const OTHERS = [
  "//",
  "terraform",
  "provider",
  "variable",
  "output",
  "moved",
  "import",
  "removed",
  "check",
  "ephemeral",
];

const isBody = (body: Readonly<Record<string, unknown>>) =>
  BLOCKS.some((kind) => isRecord(body[kind]) || Array.isArray(body[kind])) &&
  Object.keys(body).every((kind) => BLOCKS.includes(kind) || OTHERS.includes(kind));

/** Every policy in configuration as JSON: https://developer.hashicorp.com/terraform/language/syntax/json */
export async function policiesInConfiguration(name: string, data: unknown): Promise<readonly FoundPolicy[]> {
  const bodies: readonly (readonly [readonly Step[], unknown])[] = Array.isArray(data)
    ? data.map((body, index) => [[index], body] as const)
    : [[[], data]];
  const templates = new Templates(name);
  await templates.read(data);
  const types = sourceTypes(bodies.flatMap(([, body]) => attributesOf(recordOf(body).resource)));
  return bodies.flatMap(([steps, body]) =>
    Object.entries(recordOf(body)).flatMap(([kind, blocks]): readonly FoundPolicy[] => {
      const at = [...steps, kind];
      const ofType = (type: string, part: unknown) =>
        findPolicies(templates.value(part, [...at, type]), { steps: [...at, type], resourceType: type });
      if (kind === "resource") return Object.entries(recordOf(blocks)).flatMap(([type, part]) => ofType(type, part));
      if (kind !== "data") return findPolicies(templates.value(blocks, at), { steps: at });
      return Object.entries(recordOf(blocks)).flatMap(([type, part]) => {
        if (type !== SOURCE) return ofType(type, part);
        return Object.entries(recordOf(part)).flatMap(([id, given]) => {
          const own = [...at, type, id];
          const value = templates.value(given, own);
          const sources = value.kind === "array" ? value.items : [value];
          return sources.flatMap((source) => {
            const sourceSteps = source.location.steps ?? own;
            return [
              ...foundInSource(source, sourceSteps, types.get(id)),
              ...findPolicies(source, { steps: sourceSteps }),
            ];
          });
        });
      });
    }),
  );
}

/** The strings of resources, for the data sources that they use. */
function attributesOf(resources: unknown) {
  return Object.entries(recordOf(resources)).flatMap(([resourceType, blocks]) => {
    const inValue = (value: unknown, steps: readonly Step[]): ReturnType<typeof attribute>[] => {
      if (typeof value === "string") return [attribute(value, resourceType, steps)];
      const entries = Array.isArray(value) ? value.entries() : Object.entries(recordOf(value));
      return [...entries].flatMap(([step, inner]) => inValue(inner, [...steps, step]));
    };
    return inValue(blocks, []);
  });
}

const attribute = (expression: string, resourceType: string, steps: readonly Step[]) => ({
  expression,
  resourceType,
  steps,
});

/** A name, with attributes and indexes. */
const REFERENCE = /^[\w.[\]"*-]*$/;
/** What CDKTF and this library write. */
const SIMPLE = /^jsonencode\((?:tostring\(([\w.[\]"*-]+)\)|([\w.[\]*-]+)|"((?:[^"\\$%]|\\.)*)")\)$/s;

/** The templates of a file. HashiCorp's parser is loaded only for those that need it. */
class Templates {
  private readonly syntaxes = new Map<string, Syntax>();

  constructor(private readonly file: string) {}

  /** Parses the templates that may be, or have, parts of a policy. */
  async read(value: unknown, isNeeded = false): Promise<void> {
    if (typeof value === "string") {
      if ((isNeeded || /Statement/.test(value)) && isComplex(value)) await this.parse(value);
      return;
    }
    const entries = Array.isArray(value) ? value.entries() : Object.entries(recordOf(value));
    for (const [step, inner] of entries) await this.read(inner, isNeeded || step === SOURCE);
  }

  private async parse(template: string): Promise<void> {
    const syntax = await syntaxOf(this.file, expressionOf(template));
    if (syntax !== undefined) this.syntaxes.set(template, syntax);
  }

  /** Data of which strings are templates. */
  value(data: unknown, steps: readonly Step[]): Value {
    return valueOfData(data, steps, {
      read: (part, at) => (typeof part === "string" ? { ...this.template(part), location: { steps: at } } : undefined),
      key: (key) => (key.includes("${") ? this.template(key) : key),
    });
  }

  private template(template: string): Value {
    const syntax = this.syntaxes.get(template);
    if (syntax !== undefined) return withoutLineBreak(valueOfExpression(syntax, expressionOf(template), NOWHERE));
    const parts = partsOf(template).map((part): Piece | Value =>
      typeof part === "string" ? { text: part } : simple(part.expression),
    );
    const [only, ...others] = parts;
    if (only !== undefined && isValue(only) && others.length === 0) return only;
    if (parts.every((part) => !isValue(part)))
      return { kind: "known", location: {}, data: parts.map((part) => (part as Piece).text).join("") };
    return { kind: "text", location: {}, parts };
  }
}

/** The string has a location, and not its parts. */
const NOWHERE: LocationAt = () => ({});

const isComplex = (template: string): boolean =>
  template.includes("%{") ||
  partsOf(template).some(
    (part) => typeof part !== "string" && !REFERENCE.test(part.expression) && !SIMPLE.test(part.expression),
  );

/** An expression for a template: that in it, or a heredoc with it. */
function expressionOf(template: string): string {
  const parts = partsOf(template);
  const [only] = parts;
  if (parts.length === 1 && typeof only === "object") return `${only.expression}\n`;
  return heredocOf(template);
}

/** A heredoc ends in a line break, which the template has not. */
function withoutLineBreak(value: Value): Value {
  if (value.kind !== "text") return value;
  const last = value.parts.at(-1);
  if (last === undefined || isValue(last) || !last.text.endsWith("\n")) return value;
  return { ...value, parts: [...value.parts.slice(0, -1), { ...last, text: last.text.slice(0, -1) }] };
}

function simple(expression: string): Value {
  const [, asString, any, literal] = SIMPLE.exec(expression) ?? [];
  if (literal !== undefined)
    return { kind: "json", location: {}, value: { kind: "known", location: {}, data: unquoted(literal) } };
  const name = asString ?? any;
  const unknown: Value = { kind: "unknown", location: {}, name: name ?? expression };
  return name === undefined ? unknown : { kind: "json", location: {}, value: unknown };
}
