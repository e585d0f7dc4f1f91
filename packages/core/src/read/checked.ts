import { type Finding, SpecificationError } from "../errors/finding.js";
import { Place } from "./place.js";

/** What was planned, and what is likely a mistake in it. */
export type Checked<T> = T & { readonly warnings: readonly Finding[] };

/**
 * What `plan` makes of a specification, unless it reports errors.
 *
 * @throws SpecificationError with all of them
 */
export function checked<T extends object>(subject: string, plan: (at: Place) => T): Checked<T> {
  const findings: Finding[] = [];
  const planned = plan(new Place(findings));
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new SpecificationError(subject, errors);
  return { ...planned, warnings: findings };
}
