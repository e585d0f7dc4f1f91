/** The resource of the program that an unresolved value is an attribute of. */
export interface Origin {
  /** Its type as the tool names it: `aws_dynamodb_table`, `aws:dynamodb/table:Table`. */
  readonly type: string;
  /** Its name in the program, for messages: `orders`. */
  readonly name: string;
  /** The attribute, in camelCase: `arn`. */
  readonly attribute: string;
  /** Whether the program gives the resource itself. Its attribute is then the ARN. */
  readonly whole?: boolean;
  /** The region of its provider, if that is another than the app's. */
  readonly region?: string | undefined;
}

/** What separates the parts of a placeholder's key has to be escaped in them, and so do the delimiters of placeholders. */
const escaped = (text: string) =>
  text.replace(/[%:\uE000\uE001]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
const unescaped = (text: string) =>
  text.includes("%")
    ? text.replace(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

const WHOLE = "resource";
const ATTRIBUTE = "attribute";

/** An origin as the end of a placeholder's key. */
export const originKey = ({ type, name, attribute, whole = false, region = "" }: Origin): string =>
  [whole ? WHOLE : ATTRIBUTE, ...[type, attribute, region, name].map(escaped)].join(":");

/** The origin in the parts of a placeholder's key; undefined if they are not one. */
export function originIn(parts: readonly string[]): Origin | undefined {
  const [kind, type, attribute, region, name] = parts;
  if ((kind !== WHOLE && kind !== ATTRIBUTE) || name === undefined) return undefined;
  const [ofType = "", ofAttribute = "", ofRegion = "", ofName = ""] = [type, attribute, region, name].map((part) =>
    unescaped(part ?? ""),
  );
  const origin = { type: ofType, name: ofName, attribute: ofAttribute, whole: kind === WHOLE };
  return ofRegion === "" ? origin : { ...origin, region: ofRegion };
}

const WHOLE_RESOURCE = /^(\uE000unresolved:\d+:)resource(:[^\uE000\uE001]*\uE001)$/;

/** The ARN of a resource of the program or of a data source's result, which a program may write where an ARN is expected. */
export function arnOfResource(value: unknown): unknown {
  if (typeof value === "string")
    return value.startsWith("\uE000") ? value.replace(WHOLE_RESOURCE, `$1${ATTRIBUTE}$2`) : value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { arn } = value as { readonly arn?: unknown };
  return typeof arn === "string" ? arn : value;
}

/** Whether a string is a resource of the program, where its ARN or another attribute is not yet chosen. */
export const isWholeResource = (text: string): boolean => text.startsWith("\uE000") && WHOLE_RESOURCE.test(text);
