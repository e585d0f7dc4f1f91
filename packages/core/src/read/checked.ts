import { type Finding, SpecificationError } from "../errors/finding.js";
import { Place } from "./place.js";

/**
 * What `plan` makes of a specification, unless it reports mistakes.
 *
 * @throws SpecificationError with all of them
 */
export function checked<T>(subject: string, plan: (at: Place) => T): T {
  const findings: Finding[] = [];
  const planned = plan(new Place(findings));
  if (findings.length > 0) throw new SpecificationError(subject, findings);
  return planned;
}
