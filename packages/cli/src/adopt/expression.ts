import { isRecord } from "../util.js";

/** A value that the program writes as code: a grant, or a secret that is left as a variable. */
export class Expression {
  constructor(
    readonly code: string,
    /** What the core plans with. Never the secret itself. */
    readonly value: unknown,
  ) {}
}

/** The data of a specification with expressions. */
export function dataOf(value: unknown): unknown {
  if (value instanceof Expression) return value.value;
  if (Array.isArray(value)) return value.map(dataOf);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, dataOf(inner)]));
}

/** The longest value in one line. */
const MAX_LINE = 100;

/** A string as TypeScript. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** The property whose strings have policy variables, `${aws:userid}`, which are no expressions of a tool. */
const POLICIES = "policyDocuments";

/**
 * A value as TypeScript.
 *
 * @param text how a string is written, except in policies
 */
export function codeOf(value: unknown, text: (value: string) => string, indent = ""): string {
  if (value instanceof Expression) return value.code;
  if (typeof value === "string") return text(value);
  const isArray = Array.isArray(value);
  if (!isArray && !isRecord(value)) return String(value);
  const inner = `${indent}  `;
  const entries = isArray
    ? value.map((one) => codeOf(one, text, inner))
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([key, one]) => `${keyOf(key)}: ${codeOf(one, key === POLICIES ? quoted : text, inner)}`);
  const [start, end] = isArray ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return `${start}${end}`;
  const line = isArray ? `[${entries.join(", ")}]` : `{ ${entries.join(", ")} }`;
  if (line.length + indent.length <= MAX_LINE && !line.includes("\n")) return line;
  return `${start}\n${entries.map((entry) => `${inner}${entry},\n`).join("")}${indent}${end}`;
}

const keyOf = (key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) && key !== "__proto__" ? key : JSON.stringify(key));
