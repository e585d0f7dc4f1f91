import type { AccountFinding, Collector, SecretFinding } from "../findings/collector.js";
import type { ContentOf } from "../findings/document-order.js";
import { type Finding, SpecificationError } from "../findings/finding.js";
import { isRecord } from "../schema/schema.js";

/** A plan, and the warnings about its specification. */
export type WithWarnings<T> = T & {
  readonly warnings: readonly Finding[];
  /** Warnings about values that the adapter keeps, if the tool says that they are secrets. */
  readonly ifSecret: readonly SecretFinding[];
  /** Warnings about resources in an account, if the deployment, whose account is looked up, is in another one. */
  readonly ifOtherAccount: readonly AccountFinding[];
};

/**
 * Returns a plan with the warnings about its specification, in document order.
 *
 * @param subject what is specified: `AmplifySsrApp "web"`
 * @throws SpecificationError with all errors, in document order, if there are any
 */
export function planOrThrow<T extends object>(
  subject: string,
  specification: unknown,
  plan: T,
  collector: Collector,
): WithWarnings<T> {
  const findings = collector.findingsIn(specification, contentOfValues());
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new SpecificationError(subject, errors);
  // A copy would compute what a plan computes when it is read.
  const { ifSecret, ifOtherAccount } = collector;
  return Object.assign(plan, { warnings: findings, ifSecret, ifOtherAccount });
}

/** The values whose properties the paths of findings name: for JSON text what it contains, for `allow` its options. */
function contentOfValues(): ContentOf {
  const parsed = new Map<string, unknown>();
  return (value, steps) => {
    if (typeof value === "string") {
      if (!parsed.has(value)) parsed.set(value, parseText(value));
      return parsed.get(value);
    }
    return steps.at(-2) === "grants" && isRecord(value) && value.grant === "allow" ? value.options : value;
  };
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
