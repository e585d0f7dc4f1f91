import type { Part } from "@amplify-roles/core/adapter";
import { Token, Tokenization } from "cdktf";
import { partOfExpression, resourceIn, type Usage } from "./origins.js";
import { sharedRoles } from "./shared-role.js";
import { segmentsOf } from "./template-syntax.js";

/** A string without it is plain text. */
const MAY_BE_TEMPLATE = /[$%]\{/;
/** Escapes of JSON that Terraform's strings do not know. */
const UNKNOWN_ESCAPES: Readonly<Record<string, string>> = { b: "\\u0008", f: "\\u000c" };
/** Whether JSON reads the same as a template of Terraform's. */
const isOnlyText = (json: string): boolean => !/[$%]\{|\\[bf]/.test(json);

/**
 * Splits a string into plain text, and tokens, expressions and directives of Terraform's. Plain text is what Terraform
 * cannot read: IAM's policy variables such as `${aws:username}` and `${*}`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html), and a shell's `${NODE_ENV}`.
 */
export const splitExpressions = (text: string): readonly Part[] =>
  segmentsOf(text).map(({ kind, source }) => (kind === "text" ? source : { unresolved: source }));

/**
 * The parts of a leaf that CDKTF resolves later: tokens in strings, number tokens, resolvables, and constructs in place of
 * their ARNs. Undefined if none.
 */
export function leafParts(usage: Usage): (value: unknown) => readonly Part[] | undefined {
  // One ARN is in the grants of many branches.
  const known = new Map<string, readonly Part[]>();
  const ofText = (text: string): readonly Part[] | undefined => {
    if (!MAY_BE_TEMPLATE.test(text)) return undefined;
    const parts = known.get(text) ?? partsOfText(text, usage);
    known.set(text, parts);
    return parts;
  };
  return (value) => {
    if (typeof value === "string") return ofText(value);
    const shared = sharedRoles.of(value);
    if (shared !== undefined) return [{ unresolved: value, role: shared.roleType }];
    const resource = resourceIn(value, usage);
    if (resource === undefined) return partsOfStructure(value);
    const parts = ofText(resource.arn) ?? [resource.arn];
    const [part] = parts;
    if (parts.length !== 1 || typeof part !== "object") return parts;
    return [{ ...part, origin: resource.whole(part.origin) }];
  };
}

function partsOfStructure(value: unknown): readonly Part[] | undefined {
  // CDKTF writes an unresolved list as an array of one token, and an unresolved map as an object whose key is a token.
  const isStructure = Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype;
  const isUnresolved =
    isStructure || typeof value === "number" ? Token.isUnresolved(value) : Tokenization.isResolvable(value);
  return isUnresolved ? [{ unresolved: value }] : undefined;
}

/** A text with directives is one value, since what is between two directives may not be a value. */
function partsOfText(text: string, usage: Usage): readonly Part[] {
  const segments = segmentsOf(text);
  const parts = segments.map(({ kind, source }) =>
    kind === "text" ? escaped(source) : partOfExpression(source, usage),
  );
  if (segments.every(({ kind }) => kind !== "directive")) return parts;
  return [{ unresolved: parts.map((part) => (typeof part === "string" ? part : part.unresolved)).join("") }];
}

/** Escapes plain text for a Terraform template: `${…}` becomes `$${…}`. What is escaped already stays as it is. */
const escaped = (text: string): string => text.replace(/\$?\$\{/g, "$$$${").replace(/%?%\{/g, "%%{");

/** How the value of an expression that is a whole value is encoded. */
interface Encoding {
  /** Whether every value is a string, so that a list or an object in a value of any type is an error. */
  readonly onlyStrings: boolean;
  /** Properties whose values are secrets. Terraform then hides the whole text. */
  readonly secret?: readonly string[];
}

/**
 * A template that Terraform renders as JSON. Terraform encodes the value of each expression, so that a quote or a line
 * feed in a value known only after deploy neither breaks the JSON nor adds to it.
 */
export function jsonTemplate(data: unknown, encoding: Encoding = { onlyStrings: false }): string {
  if (typeof data === "string") return stringTemplate(data, encoding);
  const json = JSON.stringify(data);
  const { secret = [] } = encoding;
  if (typeof data !== "object" || data === null || (secret.length === 0 && isOnlyText(json))) return json;
  if (Array.isArray(data)) return `[${data.map((item) => jsonTemplate(item, encoding)).join(",")}]`;
  return `{${Object.entries(data)
    .map(([key, value]) => {
      const isSecret = typeof value === "string" && secret.includes(key);
      return `${quoted(key)}:${isSecret ? secretTemplate(value) : jsonTemplate(value, encoding)}`;
    })
    .join(",")}}`;
}

/** The same for a string. */
function stringTemplate(text: string, { onlyStrings }: Encoding): string {
  if (!MAY_BE_TEMPLATE.test(text)) return quoted(text);
  const parts = splitExpressions(text);
  const [first] = parts;
  if (typeof first === "object" && parts.length === 1 && String(first.unresolved).startsWith("${")) {
    const expression = String(first.unresolved).replace(/^\$\{~?|~?\}$/g, "");
    return `\${jsonencode(${onlyStrings ? `tostring(${expression})` : expression})}`;
  }
  if (parts.every((part) => typeof part === "string")) return quoted(text);
  return `\${jsonencode(${templateOf(parts)})}`;
}

/** The same for a secret. */
function secretTemplate(secret: string): string {
  return `\${jsonencode(sensitive(${templateOf(splitExpressions(secret))}))}`;
}

/** An expression for the first six hexadecimal digits of a text's SHA-256, as a number. */
export const digestExpression = (text: string): string =>
  `parseint(substr(sha256(${templateOf(splitExpressions(text))}), 0, 6), 16)`;

/** A quoted template of Terraform's, with the parts in it. */
const templateOf = (parts: readonly Part[]): string =>
  `"${parts.map((part) => (typeof part === "string" ? quoted(part).slice(1, -1) : String(part.unresolved))).join("")}"`;

/** A quoted string that JSON, Terraform's templates and Terraform's strings all read as the text. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (isOnlyText(json)) return json;
  const string = json.replace(/\\(.)/g, (sequence, letter: string) => UNKNOWN_ESCAPES[letter] ?? sequence);
  return escaped(string);
}

/** A value as an argument of one of Terraform's functions. CDKTF refuses an expression with quotes, and nests `${`. */
export function argument(value: unknown): string {
  if (typeof value !== "string" || Token.isUnresolved(value) || !value.startsWith("${")) return Token.asString(value);
  return Token.asString({ creationStack: [], resolve: () => value.slice(2, -1) });
}
