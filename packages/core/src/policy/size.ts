import { maxLength, minLength } from "../placeholders/placeholder.js";
import type { PolicyDocument } from "./document.js";

/**
 * Characters as IAM counts them: without white space.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const countedText = (policy: PolicyDocument): string => JSON.stringify(policy).replaceAll(" ", "");

/** The fewest characters that IAM will count for a policy: late values count nothing. */
export const sizeOf = (policy: PolicyDocument): number => minLength(countedText(policy));

/** The most characters that a late value can have, by its marker. */
export type LongestLate = ReadonlyMap<string, number>;

/** The most characters that IAM will count for a policy: late values count as long as they can get. */
export const longestSizeOf = (policy: PolicyDocument, longest: LongestLate): number =>
  maxLength(countedText(policy), longest);
