import { memoize } from "../util/memoize.js";
import { type Origin, originIn, originKey } from "./origin.js";

/**
 * A value that is known only after deploy is represented by a *placeholder*: a key between two private-use characters
 * that no AWS name, ARN or policy can contain. The core composes strings around placeholders. It never parses one, sorts
 * by one, or measures one. Adapters put their tool's own values back (`resolvePlaceholders`).
 */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const PLACEHOLDER = /\uE000([^\uE000\uE001]*)\uE001/g;

/** A fact about the deployment that an adapter looks up. */
export type Lookup = "account" | "partition" | "region";

/** What kind of role a value refers to that is itself a role's construct or component, instead of the role's ARN. */
export type RoleReference = "service" | "compute";

/** The kind of role that a string refers to, if it is the placeholder of a role's construct or component. */
export const roleReferenceOf = (text: string): RoleReference | undefined =>
  /^\uE000unresolved:\d+:(service|compute)\uE001$/.exec(text)?.[1] as RoleReference | undefined;

/** What a placeholder represents. */
export type PlaceholderContent =
  /** A value that the adapter extracted from the specification, by its index, and the resource that it is from. */
  | { readonly kind: "unresolved"; readonly index: number; readonly origin?: Origin | undefined }
  /** A fact about the deployment. */
  | { readonly kind: "lookup"; readonly lookup: Lookup }
  /** An attribute of another planned resource. */
  | { readonly kind: "reference"; readonly resource: string; readonly attribute: string }
  /** One part of basic-auth credentials (base64 of `user:password`) that are themselves unresolved. */
  | { readonly kind: "basicAuth"; readonly part: "username" | "password"; readonly index: number }
  /** The ARN of the resource that a value is an attribute of, by the index of the value. */
  | { readonly kind: "arnOf"; readonly index: number; readonly origin?: Origin | undefined }
  /** A value that the adapter extracted, for a shell's single quotes: each `'` in it is `'\\''`. */
  | { readonly kind: "shell"; readonly index: number };

const placeholder = (key: string) => `${OPEN}${key}${CLOSE}`;

/** The placeholder of a value that the adapter keeps at `index`: of a role, of a resource of the program, or of any value. */
export const unresolvedPlaceholder = (index: number, role?: RoleReference, origin?: Origin) =>
  placeholder(
    ["unresolved", String(index), role ?? (origin && originKey(origin))].filter((part) => part !== undefined).join(":"),
  );
/** The placeholder of the deployment's account, region or partition. */
export const lookupPlaceholder = (lookup: Lookup) => placeholder(`lookup:${lookup}`);
/** The placeholder of `attribute` of the planned resource `resource`. */
export const referencePlaceholder = (resource: string, attribute: string) =>
  placeholder(`reference:${attribute}:${resource}`);
/** The placeholder of the ARN of the resource that a value is an attribute of. Undefined for any other string. */
export function arnPlaceholder(attribute: string): string | undefined {
  const found = /^\uE000unresolved:(\d+:attribute:[^\uE000\uE001]*)\uE001$/.exec(attribute)?.[1];
  return found === undefined ? undefined : placeholder(`arnOf:${found}`);
}
/** Replaces a string of a specification that itself contains one of the two delimiters. */
export const INVALID_PLACEHOLDER = placeholder("invalid");
/** True for a string that could be mistaken for a placeholder. */
export const containsDelimiter = (text: string) => text.includes(OPEN) || text.includes(CLOSE);

/** True if some of the string is known only after deploy. */
export const isUnresolved = (text: string) => text.includes(OPEN);
/** True if all of the string is known only after deploy. */
export const isWhollyUnresolved = (text: string) => isUnresolved(text) && text.replace(PLACEHOLDER, "") === "";
/** What precedes the first placeholder; the whole string if it has no placeholder. */
export const resolvedPrefix = (text: string) => (isUnresolved(text) ? text.slice(0, text.indexOf(OPEN)) : text);
/** The string without its placeholders. */
export const withoutPlaceholders = (text: string) => (isUnresolved(text) ? text.replace(PLACEHOLDER, "") : text);
/** The fewest characters that the string can have. */
export const minLength = (text: string) => withoutPlaceholders(text).length;
/** The most characters that a lookup can have: twelve digits, `aws-us-gov`, and more than `ap-southeast-2` has. */
export const MAX_LOOKUP_LENGTH: Readonly<Record<Lookup, number>> = { account: 12, partition: 10, region: 16 };
/** An app's id, the only reference in a policy: https://docs.aws.amazon.com/amplify/latest/APIReference/API_App.html */
const MAX_REFERENCE_LENGTH = 20;
/**
 * The ARN of a CodeCommit repository, whose name has at most 100 characters:
 * https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html
 */
const MAX_REPOSITORY_ARN_LENGTH = 170;
/**
 * The most characters that the string can have.
 *
 * @param longest the maximum lengths of the values that an adapter keeps, by their placeholders
 */
export const maxLength = (text: string, longest: ReadonlyMap<string, number>): number => {
  let length = minLength(text);
  for (const [found, key = ""] of text.matchAll(PLACEHOLDER)) {
    const content = parsePlaceholder(key);
    if (content.kind === "lookup") length += MAX_LOOKUP_LENGTH[content.lookup];
    else if (content.kind === "arnOf") length += MAX_REPOSITORY_ARN_LENGTH;
    else length += longest.get(found) ?? MAX_REFERENCE_LENGTH;
  }
  return length;
};
/** At least as many characters, without a look at what the placeholders are. `longest`: of all values of an adapter. */
export function maxLengthBound(text: string, longest: number): number {
  const most = Math.max(longest, MAX_REPOSITORY_ARN_LENGTH);
  let length = text.length;
  for (let at = text.indexOf(OPEN); at !== -1; at = text.indexOf(OPEN, at + 1)) length += most;
  return length;
}
/** The placeholders in a string. */
export const placeholdersOf = (text: string): readonly string[] => text.match(PLACEHOLDER) ?? [];
/** The indexes of the values in a string that the adapter keeps. */
export const unresolvedIndexes = (text: string): readonly number[] =>
  toParts(text).flatMap((part) => (typeof part === "object" && part.kind === "unresolved" ? [part.index] : []));
/** The string with the same letter for every placeholder, so that its order does not depend on them. */
export const withUniformPlaceholders = (text: string) => (isUnresolved(text) ? text.replace(PLACEHOLDER, OPEN) : text);
/**
 * The string for a shell's single quotes, in which only a single quote has a meaning. Account, region and partition that
 * are looked up have none.
 */
export const toShellText = (text: string): string =>
  text
    .replaceAll("'", "'\\''")
    .replace(/\uE000unresolved:(\d+)[^\uE001]*\uE001/g, (_, index: string) => placeholder(`shell:${index}`));
/** The string without the deployment's account, region and partition. */
export const withoutLookups = (text: string) => text.replace(/\uE000lookup:\w+\uE001/g, "");
/** A value that an adapter keeps, for a person to read: `arn of orders`, `known only after deploy`. */
export function describeUnresolved(content: PlaceholderContent): string {
  if (!("origin" in content) || content.origin === undefined) return "known only after deploy";
  return `${content.kind === "arnOf" ? "arn" : content.origin.attribute} of ${content.origin.name}`;
}

/** The string for a person to read. `unresolved` names a value that the adapter keeps. */
export const toDisplayString = (
  text: string,
  unresolved: (content: PlaceholderContent & { readonly index: number }) => string = describeUnresolved,
) => {
  if (!isUnresolved(text)) return text;
  return text.replace(PLACEHOLDER, (_, key: string) => {
    const content = parsePlaceholder(key);
    if (content.kind === "lookup") return `<${content.lookup}>`;
    return `<${content.kind === "reference" ? `${content.attribute} of ${content.resource}` : unresolved(content)}>`;
  });
};

/** The resource of the program that the string starts with an attribute of, and what follows it. */
export function originOf(text: string): { readonly origin: Origin; readonly rest: string } | undefined {
  if (!text.startsWith(OPEN)) return undefined;
  const end = text.indexOf(CLOSE);
  const content = parsePlaceholder(text.slice(1, end));
  return content.kind === "unresolved" && content.origin !== undefined
    ? { origin: content.origin, rest: text.slice(end + 1) }
    : undefined;
}

/** The placeholders of the two parts of unresolved basic-auth credentials, which have to be one whole value. */
export function basicAuthPlaceholders(credentials: string): { username: string; password: string } | undefined {
  const index = /^\uE000unresolved:(\d+)(?::[^\uE000\uE001]*)?\uE001$/.exec(credentials)?.[1];
  if (index === undefined) return undefined;
  return { username: placeholder(`basicAuth:username:${index}`), password: placeholder(`basicAuth:password:${index}`) };
}

/** A string split at its placeholders, in order. Empty parts are left out. */
export function toParts(text: string): readonly (string | PlaceholderContent)[] {
  const parts: (string | PlaceholderContent)[] = [];
  // `split` with a group gives text and keys in turn.
  text.split(PLACEHOLDER).forEach((part, position) => {
    if (position % 2 === 1) parts.push(parsePlaceholder(part));
    else if (part !== "") parts.push(part);
  });
  return parts;
}

/** A value is in many strings, and each is parsed several times. */
const parsePlaceholder = memoize((key: string): PlaceholderContent => {
  const [kind, first = "", ...rest] = key.split(":");
  switch (kind) {
    case "unresolved":
      return { kind, index: Number(first), origin: originIn(rest) };
    case "arnOf":
      return { kind, index: Number(first), origin: originIn(rest) };
    case "shell":
      return { kind, index: Number(first) };
    case "lookup":
      return { kind, lookup: first as Lookup };
    case "basicAuth":
      return { kind, part: first as "username" | "password", index: Number(rest[0]) };
    default:
      return { kind: "reference", attribute: first, resource: rest.join(":") };
  }
}, 1_000);
