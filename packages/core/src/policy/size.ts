import { maxLength, maxLengthBound, minLength } from "../placeholders/placeholder.js";
import type { PolicyDocument } from "./document.js";

/**
 * The characters that IAM counts: all but white space.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const countedText = (policy: PolicyDocument): string => JSON.stringify(policy).replaceAll(" ", "");

/** The least number of characters that IAM counts for a policy: unresolved values count as empty. */
export const sizeOf = (policy: PolicyDocument): number => minLength(countedText(policy));

/** The maximum length of unresolved values in characters, by placeholder. */
export type MaxLengths = ReadonlyMap<string, number>;

/** The largest number of characters that IAM can count for a policy: unresolved values have their maximum length. */
export const maxSizeOf = (policy: PolicyDocument, maxLengths: MaxLengths): number =>
  maxLength(countedText(policy), maxLengths);

/** At least as many characters, in less time: every unresolved value has the same maximum length. */
export const sizeBound = (policy: PolicyDocument, longest: number): number =>
  maxLengthBound(JSON.stringify(policy), longest);
