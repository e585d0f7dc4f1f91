import type { Report } from "../findings/finding.js";
import { describeValue, expectedGot } from "../findings/text.js";
import { INVALID_PLACEHOLDER, originOf, roleReferenceOf } from "../placeholders/placeholder.js";
import { isUnresolvedStructure, reservedCharacter } from "../schema/schema.js";

const anotherValue = (value: unknown): Report => ({
  code: "NOT_A_GRANT",
  message: expectedGot("a grant", value),
  fix: Array.isArray(value)
    ? "Write three dots before an array of grants: ...grants."
    : "Write a grant: dynamodb.read(table.arn), s3.write({ name }) or allow({ actions, resources }).",
  parameters: { expected: "a grant", found: describeValue(value) },
});

const unresolvedGrant = (): Report => ({
  code: "VALUE_REQUIRED_AT_SYNTH",
  message: "This grant is known only after deploy.",
  fix: "Write the grant itself: dynamodb.read(table.arn). What is in it may be known only after deploy.",
  parameters: { expected: "grant" },
});

/** Whether the tool knows a whole grant later. An attribute of a resource, a resource and a role are no grants. */
const isUnresolvedGrant = (value: unknown): boolean =>
  isUnresolvedStructure(value) && originOf(value) === undefined && roleReferenceOf(value) === undefined;

/** What to say of a value that is not a grant. */
export function notAGrant(value: unknown): Report {
  if (value === INVALID_PLACEHOLDER) return reservedCharacter();
  return isUnresolvedGrant(value) ? unresolvedGrant() : anotherValue(value);
}
