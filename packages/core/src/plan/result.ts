import type { Collector } from "../findings/collector.js";
import { type Finding, SpecificationError } from "../findings/finding.js";
import { isRecord } from "../schema/schema.js";

/** A plan, and the warnings about its specification. */
export type WithWarnings<T> = T & { readonly warnings: readonly Finding[] };

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
  const findings = collector.findingsIn(specification, contentOf);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new SpecificationError(subject, errors);
  return { ...plan, warnings: findings };
}

/** The value whose properties the paths of findings name: of an `allow` grant its options, of JSON text what it holds. */
function contentOf(value: unknown): unknown {
  if (typeof value === "string") return parsedJson(value);
  return isRecord(value) && value.grant === "allow" ? value.options : value;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
