import type { Report } from "../findings/finding.js";
import { counted, grouped } from "../findings/text.js";
import { placeholdersOf } from "../placeholders/placeholder.js";
import type { PolicyDocument, Statement } from "../policy/document.js";
import { type MaxLengths, maxSizeOf, sizeBound, sizeOf } from "../policy/size.js";
import type { ParsedGrant } from "../specification/permissions.schema.js";

/** The characters of a policy: the fewest and the most that its unresolved values can give it, and IAM's quota. */
export interface PolicySize {
  readonly least: number;
  readonly most: number;
  readonly quota: number;
}

/** A grant and the characters of the policy that has its statements only. */
export interface GrantSize {
  /** `grants[1] (allow)`. */
  readonly grant: string;
  readonly characters: number;
}

/**
 * A policy that is over its quota, or that unresolved values can put over it.
 *
 * @param what the policy: `The role's inline policy`
 */
export function policyOverQuota(
  what: string,
  { least, most, quota }: PolicySize,
  largest: readonly GrantSize[],
  fix: string,
): Report {
  const isCertain = least > quota;
  const size = isCertain
    ? `has at least ${counted(least, "character")}, ${grouped(least - quota)} more than IAM's quota of ${grouped(quota)}`
    : `can have up to ${counted(most, "character")} when all values are known, but IAM's quota is ${grouped(quota)}`;
  return {
    code: "POLICY_OVER_QUOTA",
    severity: isCertain ? "error" : "warning",
    message: `${what} ${size}. ${largestText(largest)}.`,
    fix,
    parameters: { least, most, quota, largest },
  };
}

/** `Largest grants: grants[1] (allow), 9,000 characters; grants[0] (dynamodb.read), 300 characters`. */
export const largestText = (largest: readonly GrantSize[]): string =>
  `Largest grants: ${largest.map(({ grant, characters }) => `${grant}, ${counted(characters, "character")}`).join("; ")}`;

/**
 * Finds the size of policies that are over a quota, or that unresolved values can put over it.
 *
 * @param grants what the policies are made from
 */
export function sizeOverQuota(
  quota: number,
  grants: readonly ParsedGrant[],
): (policy: PolicyDocument) => PolicySize | undefined {
  const bound = Math.max(0, ...grants.map(({ maxLength }) => maxLength));
  let longest: MaxLengths | undefined;
  return (policy) => {
    // Most policies are far below. Then it does not matter which value is where.
    if (sizeBound(policy, bound) <= quota) return undefined;
    longest ??= longestValues(grants);
    const most = maxSizeOf(policy, longest);
    return most > quota ? { least: sizeOf(policy), most, quota } : undefined;
  };
}

/** The most characters of every unresolved value: of the longest ARN that a grant accepts it as. */
export function longestValues(grants: readonly ParsedGrant[]): MaxLengths {
  const longest = new Map<string, number>();
  for (const { statements, maxLength } of grants) {
    for (const placeholder of placeholdersOf(JSON.stringify(statements))) {
      longest.set(placeholder, Math.max(maxLength, longest.get(placeholder) ?? 0));
    }
  }
  return longest;
}

/** The three grants whose statements have the most characters. */
export function largestGrants(grants: readonly ParsedGrant[], longest: MaxLengths): readonly GrantSize[] {
  return grants
    .map(({ context, by, statements }) => ({
      grant: `${context.path} (${by})`,
      characters: maxSizeOf(asDocument(statements), longest),
    }))
    .sort((a, b) => b.characters - a.characters)
    .slice(0, 3);
}

const asDocument = (Statement: readonly Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
