import { Collector } from "../findings/collector.js";
import { type Finding, SpecificationError } from "../findings/finding.js";
import { Context } from "../schema/context.js";

/** A plan, and the warnings about its specification. */
export type WithWarnings<T> = T & { readonly warnings: readonly Finding[] };

/**
 * Parses and plans a specification, and returns the plan unless there are errors.
 *
 * @throws SpecificationError with all of them
 */
export function collect<T extends object>(subject: string, plan: (context: Context) => T): WithWarnings<T> {
  const collector = new Collector();
  const planned = plan(new Context(collector));
  const errors = collector.findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new SpecificationError(subject, errors);
  return { ...planned, warnings: collector.findings };
}
