/**
 * Text that is known at deploy time only stands in a specification as a *marker*: a key between two private-use
 * characters that no AWS name, ARN or policy can hold. The core puts text together around markers and never looks
 * into one, sorts by one, or measures one. Adapters put their tool's own values back (`substitute`).
 */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const PLACEHOLDER = /\uE000([^\uE000\uE001]*)\uE001/g;

/** What the deployment's own account, region and partition are called until an adapter has looked them up. */
export type Lookup = "account" | "partition" | "region";

/** What a marker stands for. */
export type PlaceholderContent =
  /** The n-th value that the adapter took out of the specification. */
  | { readonly kind: "unresolved"; readonly index: number }
  /** A fact about the deployment. */
  | { readonly kind: "lookup"; readonly lookup: Lookup }
  /** An attribute of another planned resource. */
  | { readonly kind: "reference"; readonly resource: string; readonly attribute: string }
  /** One part of basic-auth credentials (base64 of `user:password`) that are themselves late. */
  | { readonly kind: "basicAuth"; readonly part: "username" | "password"; readonly index: number };

const mark = (key: string) => `${OPEN}${key}${CLOSE}`;

/** The marker of a value that the adapter keeps at `index`. */
export const unresolvedPlaceholder = (index: number) => mark(`unresolved:${index}`);
/** The marker of the deployment's account, region or partition. */
export const lookupPlaceholder = (lookup: Lookup) => mark(`lookup:${lookup}`);
/** The marker of `attribute` of the planned resource `resource`. */
export const referencePlaceholder = (resource: string, attribute: string) => mark(`reference:${attribute}:${resource}`);
/** Stands where a specification itself held one of the two characters that delimit markers. */
export const INVALID_PLACEHOLDER = mark("forged");
/** True for text that cannot be told from a marker. */
export const containsDelimiter = (text: string) => text.includes(OPEN) || text.includes(CLOSE);

/** True where some of the text is known at deploy time only. */
export const isUnresolved = (text: string) => text.includes(OPEN);
/** True where nothing of the text is known before. */
export const isWhollyUnresolved = (text: string) => isUnresolved(text) && text.replace(PLACEHOLDER, "") === "";
/** What stands before the first marker; the whole text where there is none. */
export const resolvedPrefix = (text: string) => (isUnresolved(text) ? text.slice(0, text.indexOf(OPEN)) : text);
/** The fewest characters that the text can have. */
export const minLength = (text: string) => (isUnresolved(text) ? text.replace(PLACEHOLDER, "") : text).length;
/** The most characters that a lookup can come to: twelve digits, `aws-us-gov`, and more than `ap-southeast-2` has. */
export const MAX_LOOKUP_LENGTH: Readonly<Record<Lookup, number>> = { account: 12, partition: 10, region: 16 };
/** An app's id, which is all that a policy refers to: https://docs.aws.amazon.com/amplify/latest/APIReference/API_App.html */
const MAX_REFERENCE_LENGTH = 20;
/**
 * The most characters that the text can have.
 *
 * @param longest of the values that an adapter keeps, by their markers
 */
export const maxLength = (text: string, longest: ReadonlyMap<string, number>): number => {
  let length = minLength(text);
  for (const [marker, key = ""] of text.matchAll(PLACEHOLDER)) {
    const content = parsePlaceholder(key);
    if (content.kind === "lookup") length += MAX_LOOKUP_LENGTH[content.lookup];
    else length += longest.get(marker) ?? MAX_REFERENCE_LENGTH;
  }
  return length;
};
/** The markers in a text. */
export const placeholdersOf = (text: string): readonly string[] => text.match(PLACEHOLDER) ?? [];
/** The text with one and the same letter for every marker, which sorts alike whatever the markers are. */
export const withUniformPlaceholders = (text: string) => (isUnresolved(text) ? text.replace(PLACEHOLDER, OPEN) : text);
/** The text without the deployment's account, region and partition. */
export const withoutLookups = (text: string) => text.replace(/\uE000lookup:\w+\uE001/g, "");
/** The text for a person to read. `late` tells values that the adapter keeps apart, by their index. */
export const toDisplayString = (text: string, late: (index: number) => string = () => "<known at deploy>") =>
  text.replace(PLACEHOLDER, (_, key: string) => {
    const content = parsePlaceholder(key);
    if (content.kind === "lookup") return `<${content.lookup}>`;
    return content.kind === "reference" ? `<${content.attribute} of ${content.resource}>` : late(content.index);
  });

/** The markers of the two parts of late basic-auth credentials, which have to be one whole late value. */
export function basicAuthPlaceholders(credentials: string): { username: string; password: string } | undefined {
  const index = /^\uE000unresolved:(\d+)\uE001$/.exec(credentials)?.[1];
  if (index === undefined) return undefined;
  return { username: mark(`basicAuth:username:${index}`), password: mark(`basicAuth:password:${index}`) };
}

/** Text cut at its markers, in order; empty pieces are left out. */
export function toParts(text: string): readonly (string | PlaceholderContent)[] {
  const found: (string | PlaceholderContent)[] = [];
  text.split(PLACEHOLDER).forEach((piece, position) => {
    if (position % 2 === 1) found.push(parsePlaceholder(piece));
    else if (piece !== "") found.push(piece);
  });
  return found;
}

function parsePlaceholder(key: string): PlaceholderContent {
  const [kind, first = "", ...rest] = key.split(":");
  switch (kind) {
    case "unresolved":
      return { kind, index: Number(first) };
    case "lookup":
      return { kind, lookup: first as Lookup };
    case "basicAuth":
      return { kind, part: first as "username" | "password", index: Number(rest[0]) };
    default:
      return { kind: "reference", attribute: first, resource: rest.join(":") };
  }
}
