import { conditionOf, flattened, formattedText, literal, unquoted } from "./hcl-functions.js";
import type { Mode, Syntax } from "./hcl-syntax.js";
import {
  compacted,
  type Entry,
  isValue,
  joined,
  type Location,
  type Piece,
  partOf,
  type Value,
  withoutFallback,
} from "./value.js";

/** The value of a local value by its name. Undefined if it is not known. */
export type LocalOf = (name: string) => Value | undefined;

/** Where a value that starts at a byte of the expression is. */
export type LocationAt = (byte: number) => Location;

const TERMINATOR = "END_OF_TEMPLATE";
const OPENING = `<<${TERMINATOR}\n`;

/** A template as an expression: a heredoc. */
export const heredocOf = (template: string): string => `${OPENING}${template}\n${TERMINATOR}\n`;
/** How much of it is in front of the template. */
export const BEFORE_TEMPLATE = OPENING.length;

/** Places in a file for bytes in an expression, which starts at an offset of the file. */
export function locationsFrom(start: number, expression: string): LocationAt {
  const at = (offset: number): Location => ({ offset: Math.max(0, start + offset) });
  if (!/[^\0-\x7F]/.test(expression)) return at;
  const bytes = Buffer.from(expression);
  return (byte) => at(bytes.toString("utf8", 0, byte).length);
}

/** Functions that return their argument, perhaps as another type or in another order. */
const SAME =
  /^(tostring|tolist|toset|tomap|tobool|tonumber|sensitive|nonsensitive|distinct|sort|reverse|trimspace|chomp|one)$/;
/** Functions that return one of their arguments. */
const ONE_OF = /^(coalesce|coalescelist|try)$/;

/** The value of an expression of Terraform's language: https://developer.hashicorp.com/terraform/language/expressions */
export function valueOfExpression(
  root: Syntax,
  expression: string,
  locationAt: LocationAt,
  localOf: LocalOf = () => undefined,
): Value {
  const bytes = Buffer.from(expression);
  return new Reader(bytes, locationAt, localOf).value(root);
}

class Reader {
  constructor(
    private readonly bytes: Buffer,
    private readonly locationAt: LocationAt,
    private readonly localOf: LocalOf,
  ) {}

  value(node: Syntax, mode: Mode = "quoted"): Value {
    const location = this.locationAt(this.startOf(node));
    const children = node.children ?? [];
    const [first, second, third] = children;
    switch (node.type) {
      case "literalValue":
        return { kind: "known", location, data: literal(node, mode) };
      case "template":
        return this.template(node, mode);
      case "templateJoin": {
        const body = first?.children?.[1];
        const once: Value = body === undefined ? unknown(node, location) : this.value(body, mode);
        const branches: readonly Value[] = [once, { kind: "known", location, data: "" }];
        return { kind: "choice", location, condition: `for ${node.meta?.value}`, branches, otherwise: 0 };
      }
      case "tuple":
        return { kind: "array", location, items: children.map((child) => this.value(child, mode)) };
      case "object":
        return { kind: "object", location, entries: this.entries(children) };
      case "for": {
        if (node.meta?.keyExpression === undefined || node.meta.keyExpression === "")
          return second === undefined
            ? unknown(node, location)
            : { kind: "array", location, items: [this.value(second)] };
        if (second === undefined || third === undefined) return unknown(node, location);
        return { kind: "object", location, entries: [this.entry(second, third)] };
      }
      case "conditional":
        if (second === undefined || third === undefined) return unknown(node, location);
        return this.choice(node, location, [this.branch(second, mode), this.branch(third, mode)]);
      case "function":
        return this.call(node, location);
      case "scopeTraversal":
        return this.reference(node) ?? unknown(node, location);
      case "templateWrap":
      case "":
        return first === undefined ? unknown(node, location) : this.value(first, mode);
      default:
        return this.notEvaluated(node, location);
    }
  }

  /** What is in it may be evaluated, such as the policy in `base64encode(jsonencode(…))`. */
  private notEvaluated(node: Syntax, location: Location): Value {
    const within = (node.children ?? []).map((child) => this.value(child)).filter((value) => value.kind !== "known");
    return within.length === 0 ? unknown(node, location) : { ...unknown(node, location), within };
  }

  /** A local value, or a part of one. It is where it is written. */
  private reference({ meta }: Syntax): Value | undefined {
    const [root, name, ...rest] = meta?.traversal ?? [];
    if (root?.segment !== "local" || name === undefined) return undefined;
    const steps = rest.map(({ segment }) => segment.replace(/^"(.*)"$/s, "$1"));
    const found = steps.reduce<Value | undefined>(partOf, this.localOf(name.segment));
    return found && withoutFallback(found);
  }

  /** `!x ? a : b` and `x ? b : a` depend on the same condition. */
  private choice(node: Syntax, location: Location, branches: readonly [Value, Value]): Value {
    const [asked] = node.children ?? [];
    const { condition, negated } = conditionOf(asked, node.meta?.conditionExpression ?? "");
    return {
      kind: "choice",
      location,
      condition,
      branches: negated ? [...branches].reverse() : branches,
      otherwise: 1,
    };
  }

  /** Null is nothing there. */
  private branch(node: Syntax, mode: Mode): Value {
    const value = this.value(node, mode);
    return value.kind === "known" && value.data === null ? { kind: "absent", location: value.location } : value;
  }

  private template(node: Syntax, outer: Mode): Value {
    const opening = node.meta?.value ?? "";
    const mode = opening.startsWith("<<") ? "heredoc" : opening.startsWith('"') ? "quoted" : outer;
    const parts = (node.children ?? []).flatMap((child): readonly (Piece | Value)[] => {
      const isText = child.type === "literalValue" && (child.meta?.type ?? "string") === "string";
      if (!isText) return [this.value(child, mode)];
      const raw = child.meta?.value ?? "";
      return mode === "quoted" ? [{ text: unquoted(raw) }] : this.pieces(raw, child.range.start.byte);
    });
    const location = this.locationAt(this.startOf(node));
    if (mode === "quoted" && parts.every((part) => !isValue(part)))
      return { kind: "known", location, data: parts.map((part) => (part as Piece).text).join("") };
    return { kind: "text", location, parts };
  }

  /** The text of a heredoc, which is in the file as it is but for `$${` and `%%{`. */
  private pieces(raw: string, start: number): readonly Piece[] {
    let byte = start;
    return raw.split(/(?<=[$%])(?=[$%]\{)/).map((text, index, all) => {
      const { offset } = this.locationAt(byte);
      byte += Buffer.byteLength(text);
      const isEscape = index < all.length - 1;
      return { text: isEscape ? text.slice(0, -1) : text, ...(offset === undefined ? {} : { offset }) };
    });
  }

  private entries(children: readonly Syntax[]): readonly Entry[] {
    const entries: Entry[] = [];
    for (let index = 0; index + 1 < children.length; index += 2) {
      const [key, value] = [children[index], children[index + 1]];
      if (key !== undefined && value !== undefined) entries.push(this.entry(key, value));
    }
    return entries;
  }

  private entry(key: Syntax, value: Syntax): Entry {
    const [inner] = key.children ?? [];
    const location = this.locationAt(this.startOf(inner ?? key));
    const isName = key.type === "" && inner === undefined;
    if (isName) return { key: this.slice(key), value: this.value(value), location };
    const read = this.value(key);
    return { key: read.kind === "known" ? String(read.data) : read, value: this.value(value), location };
  }

  private call(node: Syntax, location: Location): Value {
    const name = (node.meta?.name ?? "").replace(/^core::/, "");
    const args = (node.children ?? []).map((child) => this.value(child));
    const [first, second] = args;
    const expanded = node.meta?.expandedFinalArgument === true;
    if (first === undefined) return unknown(node, location);
    // One array for all arguments.
    const list = expanded && args.length === 1 && first.kind === "array" ? first.items : args;
    if (name === "jsonencode") return { kind: "json", location, value: first };
    if (name === "merge")
      return expanded && list === args ? unknown(node, location) : { kind: "merge", location, objects: list };
    if (name === "concat" || name === "setunion") return { kind: "concat", location, arrays: list };
    if (name === "flatten") return flattened(first);
    if (name === "compact") return compacted(first);
    if (SAME.test(name)) return first;
    if (ONE_OF.test(name)) {
      const branches = args.filter((arg) => arg.kind !== "known" || arg.data !== null);
      return { kind: "choice", location, condition: `${name} ${node.meta?.value}`, branches, otherwise: 0 };
    }
    if (name === "join" && first.kind === "known" && second?.kind === "array")
      return joined(second.items, String(first.data), location);
    if (name === "format" && first.kind === "known") return formattedText(String(first.data), args.slice(1), location);
    return this.notEvaluated(node, location);
  }

  private slice(node: Syntax): string {
    return this.bytes.toString("utf8", node.range.start.byte, node.range.end.byte);
  }

  /** The range of a string starts after its quote, that of an operation at its operator. */
  private startOf(node: Syntax): number {
    const { byte } = node.range.start;
    return node.type === "template" && this.bytes[byte - 1] === '"'.charCodeAt(0) ? byte - 1 : byte;
  }
}

const unknown = (node: Syntax, location: Location): Extract<Value, { kind: "unknown" }> => ({
  kind: "unknown",
  location,
  name: node.meta?.value ?? "",
});
