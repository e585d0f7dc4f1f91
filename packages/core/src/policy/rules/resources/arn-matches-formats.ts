import { canMatch, sampleOf } from "../../../aws/arn-template.js";
import { formatsOfService } from "../../../aws/resource-formats.js";
import { OPEN, withKnownScope, withoutColonsInValues } from "../../parse/arn-text.js";
import type { Located } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";

/** The answers of `matchesFormats` for an ARN. */
const matching = perText(() => new Map<readonly string[], boolean>());

/**
 * Whether an ARN is of a type with one of the formats.
 *
 * @param service the prefix of the actions whose formats these are
 */
export function matchesFormats(located: Located, list: readonly string[], service: string): boolean {
  const answers = matching(located);
  const known = answers.get(list);
  if (known !== undefined) return known;
  const answer = withKnownScope(located).some((arn) =>
    list.some((one) => canMatch(arn, one) && !isOfLongerFormat(arn, one, list, service)),
  );
  answers.set(list, answer);
  return answer;
}

/** Whether an ARN has one of the formats, even if it is of another type with a longer format. */
export const couldMatch = (located: Located, list: readonly string[]): boolean =>
  withKnownScope(located).some((arn) => list.some((template) => canMatch(arn, template)));

/** Two APIs share the prefix, and the service reference lists the resource types of one. */
const SHARED_PREFIX = new Set(["elasticloadbalancing"]);

/**
 * Whether an ARN is of another resource type, whose format is longer: `apps/d123/branches/main` has the format of an app,
 * whose id may contain anything, and the format of a branch, and is a branch. What only a colon separates is no type of its
 * own: Lambda authorizes calls on a function's alias, and CloudWatch Logs names a group with ":log-stream:".
 */
function isOfLongerFormat(arn: string, template: string, list: readonly string[], service: string): boolean {
  const slashes = slashesIn(template);
  // A value that is not known can only add slashes.
  const known = withoutColonsInValues(arn);
  if (slashesIn(known) <= slashes || SHARED_PREFIX.has(service)) return false;
  const sample = sampleOf(known.replaceAll(OPEN, "x"));
  if (!canMatch(sample, template)) return false;
  return formatsOfService(service).some(
    (other) => slashesIn(other) > slashes && !list.includes(other) && canMatch(sample, other),
  );
}

function slashesIn(text: string): number {
  let slashes = 0;
  for (let at = text.indexOf("/"); at >= 0; at = text.indexOf("/", at + 1)) slashes += 1;
  return slashes;
}
