import type { Mode, Syntax } from "./hcl-syntax.js";
import type { Location, Piece, Value } from "./value.js";

/** What a condition asks, without negations and parentheses. */
export function conditionOf(
  node: Syntax | undefined,
  text: string,
): { readonly condition: string; readonly negated: boolean } {
  const [inner] = node?.children ?? [];
  const { operator, valueExpression, lhsExpression, rhsExpression } = node?.meta ?? {};
  if (node?.type === "" && inner !== undefined) return conditionOf(inner, inner.meta?.value ?? text);
  if (node?.type === "unaryOp" && operator === "logicalNot" && valueExpression !== undefined) {
    const { condition, negated } = conditionOf(inner, valueExpression);
    return { condition, negated: !negated };
  }
  if (node?.type === "binaryOp" && /^(equal|notEqual)$/.test(operator ?? ""))
    return { condition: `${lhsExpression} == ${rhsExpression}`, negated: operator === "notEqual" };
  return { condition: text.trim(), negated: false };
}

/** Arrays in an array, as one. */
export function flattened(value: Value): Value {
  if (value.kind === "array") return { kind: "concat", location: value.location, arrays: value.items.map(flattened) };
  if (value.kind === "concat") return { ...value, arrays: value.arrays.map(flattened) };
  if (value.kind === "choice") return { ...value, branches: value.branches.map(flattened) };
  return value;
}

export function literal({ meta }: Syntax, mode: Mode): string | number | boolean | null {
  const text = meta?.value ?? "";
  if (text === "null" && meta?.type !== "string") return null;
  if (meta?.type === "bool") return text === "true";
  if (meta?.type === "number") return Number(text);
  return mode === "quoted" ? unquoted(text) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1 */
export const unquoted = (raw: string): string =>
  raw.replaceAll(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|([$%])\4(?=\{)/gs, (_, short, long, escaped, sign) => {
    if (sign !== undefined) return sign;
    if (escaped !== undefined) return ESCAPES[escaped] ?? escaped;
    return String.fromCodePoint(Number.parseInt(short ?? long, 16));
  });

/** https://developer.hashicorp.com/terraform/language/functions/format */
export function formattedText(format: string, args: readonly Value[], location: Location): Value {
  let next = 0;
  const parts = format.split(/(%[-+ #0]*\d*(?:\.\d+)?(?:\[\d+\])?[a-zA-Z%])/).map((part, index): Piece | Value => {
    if (index % 2 === 0) return { text: part };
    if (part.endsWith("%")) return { text: "%" };
    const position = /\[(\d+)\]/.exec(part)?.[1];
    const arg = args[position === undefined ? next++ : Number(position) - 1];
    return arg === undefined || !part.endsWith("s") ? { kind: "unknown", location, name: "format" } : arg;
  });
  return { kind: "text", location, parts };
}
