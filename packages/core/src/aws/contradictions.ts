import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { isUnresolved, toDisplayString } from "../placeholders/placeholder.js";
import type { Deployment } from "../schema/context.js";
import { globMatches } from "../util/wildcard.js";
import { parseArn } from "./arn.js";
import { partitionOf } from "./deployment.js";

export const partitionMismatch = (arn: string, found: string, partition: string): Report => ({
  code: "ARN_PARTITION_MISMATCH",
  message: `${quoted(arn)} is in the partition "${found}", but the deployment is in "${partition}". A role cannot access other partitions.`,
  fix: `Use a resource in the partition "${partition}".`,
  parameters: { arn: toDisplayString(arn), found, expected: partition },
});

const regionOutsidePartition = (region: string, found: string, partition: string): Report => ({
  code: "REGION_PARTITION_MISMATCH",
  message: `The region ${quoted(region)} is in the partition "${found}", not in "${partition}".`,
  fix: `Write a region of the partition "${partition}", or another partition.`,
  parameters: { region, found, expected: partition },
});

const accountMismatch = (arn: string, found: string, account: string): Report => ({
  code: "ARN_ACCOUNT_MISMATCH",
  message: `${quoted(arn)} is in the account ${found}, but the deployment is in ${account}. A role and what is attached to it are in one account.`,
  fix: `Write an ARN of the account ${account}.`,
  parameters: { arn: toDisplayString(arn), found, expected: account },
});

/**
 * The region of a resource's id and the region that is given with it.
 *
 * @param of what has the region: `The user pool`
 * @param expectedOf what has the other region
 */
export const regionMismatch = (of: string, found: string, expectedOf: string, expected: string): Report => ({
  code: "REGION_MISMATCH",
  message: `${of} is in the region ${quoted(found)}, but ${expectedOf} is in ${quoted(expected)}.`,
  fix: "Write the same region for both.",
  parameters: { found, expected },
});

/**
 * The region of a key and of what it encrypts. Only the permission for the key is useless, so it is a warning.
 *
 * @param encrypted what the key encrypts: `the queue`
 */
export const keyRegionMismatch = (found: string, encrypted: string, expected: string): Report => ({
  ...regionMismatch("The key", found, encrypted, expected),
  severity: "warning",
});

/** Whether two parts of ARNs are known and cannot be the same. A part of a pattern may have wildcards. */
export const contradicts = (found: string | undefined, pattern: string | undefined): boolean =>
  found !== undefined &&
  pattern !== undefined &&
  found !== "" &&
  pattern !== "" &&
  !isUnresolved(found) &&
  !isUnresolved(pattern) &&
  !/[*?]/.test(found) &&
  !globMatches(pattern, found);

/** What is wrong with a region in a partition. */
export function regionReport(region: string, partition: string): Report | undefined {
  const found = partitionOf(region);
  return found !== undefined && contradicts(found, partition)
    ? regionOutsidePartition(region, found, partition)
    : undefined;
}

/** What in an ARN contradicts itself, or the partition of the deployment. */
export function arnContradiction(arn: string, deployment: Deployment): Report | undefined {
  const { partition, region } = parseArn(arn) ?? {};
  if (partition === undefined || !/^aws(-[a-z]+)*$/.test(partition)) return undefined;
  if (contradicts(partition, deployment.partition)) return partitionMismatch(arn, partition, deployment.partition);
  return region === undefined ? undefined : regionReport(region, partition);
}

/** The same for the ARN of a resource that has to be in the account of the deployment. AWS's own are in every account. */
export function ownArnContradiction(arn: string, deployment: Deployment): Report | undefined {
  const { account } = parseArn(arn) ?? {};
  const ofAnotherAccount =
    account !== undefined && /^\d{12}$/.test(account) && contradicts(account, deployment.account);
  return (
    arnContradiction(arn, deployment) ??
    (ofAnotherAccount ? accountMismatch(arn, account, deployment.account) : undefined)
  );
}
