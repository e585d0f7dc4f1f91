import type { PolicyType } from "@amplify-roles/core/lint";
import { isRecord, recordOf } from "../util.js";
import type { Step } from "./position.js";

/** A policy in a file. */
export interface FoundPolicy {
  /** The document, where `${name}` is a value that is not known; or text that should be one. */
  readonly policy: unknown;
  /** Where it is in the file's data. */
  readonly steps: readonly Step[];
  /** Undefined if nothing around the policy says it. */
  readonly type: PolicyType | undefined;
  /** True for JSON in a string of the file. */
  readonly embedded: boolean;
  /** The steps in the file for the steps in the policy, if they have other names there. */
  readonly stepsInFile?: (steps: readonly Step[]) => readonly Step[];
}

/** The value of an expression, which is not known: `${…}` without characters that have a meaning in policies. */
export const unknownValue = (expression: string): string =>
  `\${${expression.replaceAll(/[^A-Za-z0-9._]/g, "_") || "_"}}`;

const isStatement = (value: unknown): boolean => isRecord(value) && Object.hasOwn(value, "Effect");

/** Whether an object is a policy document. */
export const isPolicy = (value: unknown): boolean => {
  if (!isRecord(value) || value.Statement === undefined) return false;
  const statements = [value.Statement].flat();
  return typeof value.Version === "string" || statements.some(isStatement);
};

/** Whether a text is meant to be a policy document. */
export const looksLikePolicy = (text: string): boolean =>
  /^\s*(\{|%7B)/.test(text) && /"Statement"|%22Statement%22|"Version"/.test(text);

/** IAM's API returns documents URL-encoded. */
export function urlDecoded(text: string): string {
  if (!/^\s*%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The types of policies by the name of the property that has them. */
const typeBy = (step: Step | undefined): PolicyType | undefined =>
  /^assume_?role_?policy/i.test(String(step)) ? "trust" : undefined;

/** What a reader makes of a string: a policy, or undefined. */
export type ReadString = (text: string) => unknown;

/** Every policy in a file's data, as an object or as JSON in a string. */
export function findPolicies(data: unknown, readString: ReadString = parsedText): readonly FoundPolicy[] {
  const found: FoundPolicy[] = [];
  const walk = (value: unknown, steps: readonly Step[]): void => {
    const type = typeBy(steps.at(-1));
    if (typeof value === "string") {
      const policy = readString(value);
      if (policy !== undefined) found.push({ policy, steps, type, embedded: true });
    } else if (isPolicy(value)) found.push({ policy: value, steps, type, embedded: false });
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...steps, index]);
    else
      for (const [name, item] of Object.entries(recordOf(value))) if (!DERIVED.has(name)) walk(item, [...steps, name]);
  };
  walk(data, []);
  return found;
}

/** Attributes that Terraform derives from others. */
const DERIVED = new Set(["minified_json"]);

const parsedText: ReadString = (text) => (looksLikePolicy(text) ? urlDecoded(text) : undefined);
